import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Uuid } from '../../../../lib/ids.ts';
import { checklistsQuery, ticksRequest, type ChecklistsResponse } from '../../../../protocol/checklist.ts';
import { isVillage } from '../../../accounts/areas.ts';
import { note } from '../../../accounts/audit.ts';
import { isAllowed } from '../../../accounts/grants.ts';
import { storeTicks, ticksOf } from '../../../checklists/ticks.ts';
import { is } from '../../endpoint.ts';
import { refuse } from '../../problems.ts';
import { sessionIn, type PersonalDeps } from '../../signed-in.ts';

/** What people ticked of a village's checklists. What figures answer, each reader fills in from those they may see. */
export function checklistRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { db, clock } = deps;
  const ticked = async (village: Uuid): Promise<ChecklistsResponse> => ({
    ticks: await ticksOf(db, village),
    now: clock.now(),
  });

  app.get('/checklists', is('checklists'), async (request, reply) => {
    const query = v.safeParse(checklistsQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { village } = query.output;
    if (!(await isAllowed(db, sessionIn(request).account, 'seeReport', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    return ticked(village);
  });

  app.post('/checklists', is('tickChecklists'), async (request, reply) => {
    const wanted = v.safeParse(ticksRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, changes } = wanted.output;
    if (!(await isAllowed(db, account, 'tickChecklists', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    if (await storeTicks(db, village, changes, { account, now: clock.now() }))
      await note(deps, { account, device, action: 'checklistTicked', area: village });
    return ticked(village);
  });
}
