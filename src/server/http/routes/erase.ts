import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { eraseRequest } from '../../../protocol/erase.ts';
import { note } from '../../accounts/audit.ts';
import { is } from '../endpoint.ts';
import { isProblem, refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** POST erase: homes or people of a village, for good. */
export function eraseRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.post('/erase', is('erase'), async (request, reply) => {
    const wanted = v.safeParse(eraseRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const answer = await deps.sync.erase({ account, device }, wanted.output);
    if (isProblem(answer)) return refuse(reply, answer);
    // The ids are all that is left: who erased how many things when, never whom.
    for (const subject of answer.erased) await note(deps, { account, device, action: 'erased', area: wanted.output.village, subject });
    return answer;
  });
}
