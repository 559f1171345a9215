import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { newDeviceRequest, newDeviceText } from '../../../protocol/accounts/new-device.ts';
import { note } from '../../accounts/audit.ts';
import { grantsOf } from '../../accounts/grants.ts';
import { publicKeyOf } from '../../accounts/sessions/renewal.ts';
import { beginSession, isProven } from '../../accounts/sessions/sessions.ts';
import { is } from '../endpoint.ts';
import { isProblem, refuse } from '../problems.ts';
import { setSessionCookie } from '../session-cookie.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/**
 * POST device: this phone was copied, and one of the two gets a new id. The request is signed with the old key, so a
 * stolen cookie cannot get one.
 */
export function deviceRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/device', is('newDevice'), async (request, reply) => {
    const wanted = v.safeParse(newDeviceRequest, request.body);
    if (!wanted.success || !publicKeyOf(wanted.output.key)) return refuse(reply, { error: 'unreadable' });
    const { device, account } = sessionIn(request);
    const { device: next, key, proof } = wanted.output;
    const isOwn =
      proof !== undefined &&
      (await isProven(deps, deps.challenges, device, newDeviceText(device, next, key, proof.challenge), proof));
    if (!isOwn) return refuse(reply, { error: 'signIn', challenge: deps.challenges.create(device, deps.clock.now()) });
    const answer = await deps.sync.newDevice({ device, account }, wanted.output);
    if (isProblem(answer)) return refuse(reply, answer);
    setSessionCookie(reply, answer.device, await beginSession(deps, answer.device));
    const area = (await grantsOf(deps.db, account)).find((grant) => grant.area !== undefined)?.area;
    await note(deps, { account, device, action: 'deviceCopied', area, subject: answer.device, person: account });
    return answer;
  });
}
