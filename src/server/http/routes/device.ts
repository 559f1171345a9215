import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { newDeviceRequest } from '../../../protocol/new-device.ts';
import { note } from '../../accounts/audit.ts';
import { publicKeyOf } from '../../accounts/renewal.ts';
import { beginSession } from '../../accounts/sessions.ts';
import { is } from '../endpoint.ts';
import { isProblem, refuse } from '../problems.ts';
import { setSessionCookie } from '../session-cookie.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** POST device: this phone was copied, and one of the two takes an id of its own. */
export function deviceRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/device', is('newDevice'), async (request, reply) => {
    const wanted = v.safeParse(newDeviceRequest, request.body);
    if (!wanted.success || !publicKeyOf(wanted.output.key)) return refuse(reply, { error: 'unreadable' });
    const { device, account } = sessionIn(request);
    const answer = await deps.sync.newDevice({ device, account }, wanted.output);
    if (isProblem(answer)) return refuse(reply, answer);
    setSessionCookie(reply, answer.device, await beginSession(deps, answer.device));
    await note(deps, { account, device, action: 'joined', subject: answer.device });
    return answer;
  });
}
