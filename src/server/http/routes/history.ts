import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { historyQuery } from '../../../protocol/history.ts';
import { note } from '../../accounts/audit.ts';
import { isAllowed } from '../../accounts/grants.ts';
import { readHistory } from '../../history/household-history.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** GET history?village=…&household=…: everything stored about a household, for a household that asks to see it. */
export function historyRoute(app: FastifyInstance, deps: PersonalDeps): void {
  app.get('/history', is('history'), async (request, reply) => {
    const query = v.safeParse(historyQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, household } = query.output;
    if (!(await isAllowed(deps.db, account, 'syncRecords', village))) return refuse(reply, { error: 'notFound' });
    await note(deps, { account, device, action: 'readVillage', area: village });
    return readHistory(deps, { village, household });
  });
}
