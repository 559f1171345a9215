import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { quarantineQuery } from '../../../protocol/quarantine.ts';
import { quarantineJudgement } from '../../../protocol/quarantine-judgement.ts';
import { note } from '../../accounts/audit.ts';
import { is } from '../endpoint.ts';
import { isProblem, refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** The quarantine list, and the lead's two judgements: release and set aside. */
export function quarantineRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { sync } = deps;
  app.get('/quarantine', is('quarantine'), async (request, reply) => {
    const query = v.safeParse(quarantineQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const list = await sync.quarantine({ account, device }, query.output);
    if (isProblem(list)) return refuse(reply, list);
    // A requester who sees only the count has read no form, so nothing is noted.
    if (list.entries && list.entries.length > 0)
      await note(deps, { account, device, action: 'readQuarantine', area: query.output.village });
    return list;
  });

  for (const [path, endpoint, judge] of [
    ['release', 'releaseQuarantined', sync.release],
    ['set-aside', 'setQuarantinedAside', sync.setAside],
  ] as const) {
    app.post(`/quarantine/${path}`, is(endpoint), async (request, reply) => {
      const wanted = v.safeParse(quarantineJudgement, request.body);
      return wanted.success ? judge(sessionIn(request), wanted.output) : refuse(reply, { error: 'unreadable' });
    });
  }
}
