import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { eraseRequest } from '../../../protocol/erase.ts';
import { is } from '../endpoint.ts';
import { isProblem, refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** POST erase: homes or people of a village, for good. */
export function eraseRoute(app: FastifyInstance, { sync }: PersonalDeps): void {
  app.post('/erase', is('erase'), async (request, reply) => {
    const wanted = v.safeParse(eraseRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const answer = await sync.erase(sessionIn(request), wanted.output);
    return isProblem(answer) ? refuse(reply, answer) : answer;
  });
}
