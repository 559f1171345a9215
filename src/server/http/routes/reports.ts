import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { factsQuery, factsRequest, receiveReportRequest, reportQuery, reportsQuery, sendReportRequest, targetRequest, type FactsResponse, type TargetsResponse } from '../../../protocol/report.ts';
import { areaById } from '../../accounts/areas.ts';
import { note } from '../../accounts/audit.ts';
import { isAllowed } from '../../accounts/grants.ts';
import { communeReports } from '../../reports/commune-reports.ts';
import { factsOf, tellFacts } from '../../reports/facts.ts';
import { readReport, receiveReport, sendReport } from '../../reports/reports.ts';
import { setTarget, targetsSeen } from '../../reports/targets.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** Targets, what is told about a village without a survey, and the monthly report. */
export function reportRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { db, clock } = deps;
  const isVillage = async (id: string): Promise<boolean> => (await areaById(db, id))?.kind === 'village';

  app.get('/targets', is('targets'), async (request): Promise<TargetsResponse> => ({ targets: await targetsSeen(db, sessionIn(request).account), now: clock.now() }));

  app.post('/targets', is('setTarget'), async (request, reply) => {
    const wanted = v.safeParse(targetRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    if (!(await isAllowed(db, account, 'setTargets', wanted.output.area))) return refuse(reply, { error: 'notFound' });
    if (!(await setTarget(db, wanted.output, { account, now: clock.now() }))) return refuse(reply, { error: 'unreadable' });
    await note(deps, { account, device, action: 'targetSet', area: wanted.output.area, subject: wanted.output.id });
    return { targets: await targetsSeen(db, account), now: clock.now() } satisfies TargetsResponse;
  });

  app.get('/facts', is('facts'), async (request, reply) => {
    const query = v.safeParse(factsQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { village } = query.output;
    if (!(await isAllowed(db, sessionIn(request).account, 'seeProgress', village)) || !(await isVillage(village))) return refuse(reply, { error: 'notFound' });
    return { facts: await factsOf(db, village), now: clock.now() } satisfies FactsResponse;
  });

  app.post('/facts', is('tellFacts'), async (request, reply) => {
    const wanted = v.safeParse(factsRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, facts } = wanted.output;
    if (!(await isAllowed(db, account, 'tellFacts', village)) || !(await isVillage(village))) return refuse(reply, { error: 'notFound' });
    await tellFacts(db, village, facts, { account, now: clock.now() });
    await note(deps, { account, device, action: 'factsTold', area: village });
    return { facts: await factsOf(db, village), now: clock.now() } satisfies FactsResponse;
  });

  app.get('/report', is('report'), async (request, reply) => {
    const query = v.safeParse(reportQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { village, from } = query.output;
    if (!(await isAllowed(db, sessionIn(request).account, 'seeReport', village)) || !(await isVillage(village))) return refuse(reply, { error: 'notFound' });
    return readReport(deps, village, from);
  });

  app.get('/reports', is('reports'), async (request, reply) => {
    const query = v.safeParse(reportsQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { commune } = query.output;
    if (!(await isAllowed(db, sessionIn(request).account, 'seeReport', commune)) || (await areaById(db, commune))?.kind !== 'commune') return refuse(reply, { error: 'notFound' });
    return communeReports(deps, commune);
  });

  app.post('/report/send', is('sendReport'), async (request, reply) => {
    const wanted = v.safeParse(sendReportRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, from, seen } = wanted.output;
    if (!(await isAllowed(db, account, 'sendReport', village)) || !(await isVillage(village))) return refuse(reply, { error: 'notFound' });
    await sendReport(deps, village, from, seen, account);
    const report = await readReport(deps, village, from);
    if (report.signed) await note(deps, { account, device, action: 'reportSent', area: village });
    return report;
  });

  app.post('/report/receive', is('receiveReport'), async (request, reply) => {
    const wanted = v.safeParse(receiveReportRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, from } = wanted.output;
    if (!(await isAllowed(db, account, 'receiveReport', village)) || !(await isVillage(village))) return refuse(reply, { error: 'notFound' });
    if (!(await receiveReport(deps, village, from, account))) return refuse(reply, { error: 'notFound' });
    await note(deps, { account, device, action: 'reportReceived', area: village });
    return readReport(deps, village, from);
  });
}
