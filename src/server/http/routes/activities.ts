import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Uuid } from '../../../lib/ids.ts';
import { addDays } from '../../../lib/day.ts';
import { withoutSmallServices } from '../../../domain/activity/small-services.ts';
import {
  activitiesQuery,
  logQuery,
  longestLog,
  type ActivitiesResponse,
  type LogResponse,
} from '../../../protocol/activity.ts';
import { trendQuery, type TrendResponse } from '../../../protocol/trend.ts';
import {
  teamFileQuery,
  teamFileRequest,
  type TeamFileResponse,
  type TellTeamFileResponse,
} from '../../../protocol/report.ts';
import { areaById, isVillage, villagesBelow } from '../../accounts/areas.ts';
import { note } from '../../accounts/audit.ts';
import { grantsOf, isAllowed } from '../../accounts/grants.ts';
import { activitiesOf } from '../../progress/activities.ts';
import { communeTrend } from '../../progress/commune-trend.ts';
import { storeFacts } from '../../reports/facts.ts';
import { versionedTeamFilesOf } from '../../reports/team-file.ts';
import { workLogOf } from '../../reports/work-log.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** How a commune's figures moved, what its teams did, by village and by member, and their files. */
export function activityRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { db, clock } = deps;
  const villagesIn = async (area: Uuid): Promise<Uuid[]> => (await villagesBelow(db, [area])).map(({ id }) => id);
  const teamFile = async (village: Uuid): Promise<TeamFileResponse> => ({
    facts: (await versionedTeamFilesOf(db, [village]))(village),
    now: clock.now(),
  });

  app.get('/trend', is('trend'), async (request, reply) => {
    const query = v.safeParse(trendQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { commune } = query.output;
    const { account, device } = sessionIn(request);
    if (!(await isAllowed(db, account, 'seeProgress', commune)) || (await areaById(db, commune))?.kind !== 'commune')
      return refuse(reply, { error: 'notFound' });
    await note(deps, { account, device, action: 'readProgress', area: commune });
    return communeTrend(deps, account, commune) satisfies Promise<TrendResponse>;
  });

  app.get('/activities', is('activities'), async (request, reply) => {
    const query = v.safeParse(activitiesQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { area, from, until } = query.output;
    const { account, device } = sessionIn(request);
    if (!(await isAllowed(db, account, 'seeProgress', area)) || !(await areaById(db, area)))
      return refuse(reply, { error: 'notFound' });
    await note(deps, { account, device, action: 'readProgress', area });
    const activities = await activitiesOf(db, await villagesIn(area), { from, until });
    // Only a grant in the village itself shows services by which one or two people were helped.
    const own = new Set((await grantsOf(db, account)).map((grant) => grant.area));
    return {
      villages: [...activities].map(([village, activity]) => ({
        village,
        activity: own.has(village) ? activity : withoutSmallServices(activity),
      })),
      now: clock.now(),
    } satisfies ActivitiesResponse;
  });

  app.get('/log', is('log'), async (request, reply) => {
    const query = v.safeParse(logQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { area, from, until } = query.output;
    if (until > addDays(from, longestLog)) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const found = (await isAllowed(db, account, 'seeReport', area)) ? await areaById(db, area) : undefined;
    if (found?.kind !== 'commune' && found?.kind !== 'village') return refuse(reply, { error: 'notFound' });
    await note(deps, { account, device, action: 'readLog', area });
    return {
      ...(await workLogOf(db, await villagesIn(area), { from, until })),
      now: clock.now(),
    } satisfies LogResponse;
  });

  app.get('/team-file', is('teamFile'), async (request, reply) => {
    const query = v.safeParse(teamFileQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { village } = query.output;
    if (!(await isAllowed(db, sessionIn(request).account, 'seeProgress', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    return teamFile(village);
  });

  app.post('/team-file', is('tellTeamFile'), async (request, reply) => {
    const wanted = v.safeParse(teamFileRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, facts } = wanted.output;
    if (!(await isAllowed(db, account, 'tellFacts', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    const { stored, meanwhile } = await storeFacts(db, village, facts, { account, now: clock.now() });
    if (stored) await note(deps, { account, device, action: 'factsTold', area: village });
    return { ...(await teamFile(village)), ...(meanwhile && { meanwhile }) } satisfies TellTeamFileResponse;
  });
}
