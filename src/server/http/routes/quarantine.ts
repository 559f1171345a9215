import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { quarantineQuery } from '../../../protocol/quarantine.ts';
import { quarantineJudgement } from '../../../protocol/quarantine-judgement.ts';
import { is } from '../endpoint.ts';
import { isProblem, refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** What waits for the lead, and the lead's two answers to it. */
export function quarantineRoutes(app: FastifyInstance, { sync }: PersonalDeps): void {
  app.get('/quarantine', is('quarantine'), async (request, reply) => {
    const query = v.safeParse(quarantineQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const list = await sync.quarantine(sessionIn(request), query.output);
    return isProblem(list) ? refuse(reply, list) : list;
  });

  for (const [path, endpoint, judge] of [['release', 'releaseQuarantined', sync.release], ['set-aside', 'setQuarantinedAside', sync.setAside]] as const) {
    app.post(`/quarantine/${path}`, is(endpoint), async (request, reply) => {
      const wanted = v.safeParse(quarantineJudgement, request.body);
      return wanted.success ? judge(sessionIn(request), wanted.output) : refuse(reply, { error: 'unreadable' });
    });
  }
}
