import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Uuid } from '../../../../lib/ids.ts';
import { listsFor } from '../../../../domain/checklist/area-checklist.ts';
import {
  checklistsQuery,
  keepChecklistRequest,
  keptChecklistsQuery,
  ticksRequest,
  type ChecklistsResponse,
  type KeepChecklistAnswer,
  type KeptChecklistsResponse,
} from '../../../../protocol/checklist.ts';
import { areaById, isVillage } from '../../../accounts/areas.ts';
import { note } from '../../../accounts/audit.ts';
import { isAllowed } from '../../../accounts/grants.ts';
import { keepChecklist, keptFrom, listsAround, toldOf } from '../../../checklists/area-checklists.ts';
import { storeTicks, ticksOf } from '../../../checklists/ticks.ts';
import { is } from '../../endpoint.ts';
import { refuse } from '../../problems.ts';
import { sessionIn, type PersonalDeps } from '../../signed-in.ts';

/**
 * What people ticked of a village's checklists, and the lists that provinces and communes keep for their villages. What
 * figures answer, each reader fills in from those they may see.
 */
export function checklistRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { db, clock } = deps;
  const ticked = async (village: Uuid): Promise<ChecklistsResponse> => {
    const { line, lists } = await listsAround(db, village);
    return { ticks: await ticksOf(db, village), lists: listsFor(line, lists).map(toldOf), now: clock.now() };
  };
  const mayKeep = async (account: Uuid, area: Uuid): Promise<boolean> => {
    if (!(await isAllowed(db, account, 'keepChecklists', area))) return false;
    const kind = (await areaById(db, area))?.kind;
    return kind === 'province' || kind === 'commune';
  };

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
    const { lists } = await listsAround(db, village);
    if (await storeTicks(db, village, changes, { account, now: clock.now() }, lists))
      await note(deps, { account, device, action: 'checklistTicked', area: village });
    return ticked(village);
  });

  app.get('/checklists/kept', is('keptChecklists'), async (request, reply) => {
    const query = v.safeParse(keptChecklistsQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { area } = query.output;
    if (!(await mayKeep(sessionIn(request).account, area))) return refuse(reply, { error: 'notFound' });
    return { area, lists: await keptFrom(db, area), now: clock.now() } satisfies KeptChecklistsResponse;
  });

  app.post('/checklists/kept', is('keepChecklist'), async (request, reply) => {
    const wanted = v.safeParse(keepChecklistRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { area } = wanted.output;
    if (!(await mayKeep(account, area))) return refuse(reply, { error: 'notFound' });
    const outcome = await keepChecklist(db, wanted.output, { account, now: clock.now() });
    if (outcome === 'kept') await note(deps, { account, device, action: 'checklistKept', area });
    const refused = outcome === 'meanwhile' || outcome === 'full' ? outcome : undefined;
    return {
      area,
      lists: await keptFrom(db, area),
      now: clock.now(),
      ...(refused && { refused }),
    } satisfies KeepChecklistAnswer;
  });
}
