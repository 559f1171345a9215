import type { FastifyInstance } from 'fastify';
import type { Uuid } from '../../../lib/ids.ts';
import type { Day } from '../../../lib/day.ts';
import * as v from 'valibot';
import {
  factsQuery,
  factsRequest,
  receiveReportRequest,
  reportQuery,
  reportTextsQuery,
  reportTextsRequest,
  reportsQuery,
  sendReportRequest,
  targetRequest,
  type FactsResponse,
  type ReportResponse,
  type ReportTextsResponse,
  type SetTargetResponse,
  type TargetsResponse,
  type TellFactsResponse,
  type WriteReportResponse,
} from '../../../protocol/report.ts';
import { areaById, isVillage } from '../../accounts/areas.ts';
import { note } from '../../accounts/audit.ts';
import { isAllowed } from '../../accounts/grants.ts';
import { communeReports } from '../../reports/commune-reports.ts';
import { reportFromAbove, reportsFromAbove, seesFromAbove } from '../../reports/from-above.ts';
import { factsOf, storeFacts } from '../../reports/facts.ts';
import { readReport, receiveReport, sendReport } from '../../reports/reports.ts';
import { setTarget, targetsSeen } from '../../reports/targets.ts';
import { versionedTexts, writeTexts } from '../../reports/texts.ts';
import { is } from '../endpoint.ts';
import { refuse } from '../problems.ts';
import { sessionIn, type PersonalDeps } from '../signed-in.ts';

/** Targets, the facts about a village that need no survey, and the monthly report. */
export function reportRoutes(app: FastifyInstance, deps: PersonalDeps): void {
  const { db, clock } = deps;
  const reportFor = async (account: Uuid, village: Uuid, from: Day | undefined): Promise<ReportResponse> => {
    const report = await readReport(deps, village, from);
    return (await seesFromAbove(db, account, village)) ? reportFromAbove(db, report) : report;
  };

  app.get('/targets', is('targets'), async (request): Promise<TargetsResponse> => ({
    targets: await targetsSeen(db, sessionIn(request).account),
    now: clock.now(),
  }));

  app.post('/targets', is('setTarget'), async (request, reply) => {
    const wanted = v.safeParse(targetRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    if (!(await isAllowed(db, account, 'setTargets', wanted.output.area))) return refuse(reply, { error: 'notFound' });
    const { id, area } = wanted.output;
    const outcome = await setTarget(db, wanted.output, { account, now: clock.now() });
    if (outcome === 'other') return refuse(reply, { error: 'unreadable' });
    if (outcome === 'set') await note(deps, { account, device, action: 'targetSet', area, subject: id });
    return {
      targets: await targetsSeen(db, account),
      now: clock.now(),
      ...(outcome === 'meanwhile' && { meanwhile: true }),
    } satisfies SetTargetResponse;
  });

  app.get('/facts', is('facts'), async (request, reply) => {
    const query = v.safeParse(factsQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { village } = query.output;
    if (!(await isAllowed(db, sessionIn(request).account, 'seeProgress', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    return { facts: await factsOf(db, village), now: clock.now() } satisfies FactsResponse;
  });

  app.post('/facts', is('tellFacts'), async (request, reply) => {
    const wanted = v.safeParse(factsRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, facts } = wanted.output;
    if (!(await isAllowed(db, account, 'tellFacts', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    const { stored, meanwhile } = await storeFacts(db, village, facts, { account, now: clock.now() });
    if (stored) await note(deps, { account, device, action: 'factsTold', area: village });
    return {
      facts: await factsOf(db, village),
      now: clock.now(),
      ...(meanwhile && { meanwhile }),
    } satisfies TellFactsResponse;
  });

  app.get('/report', is('report'), async (request, reply) => {
    const query = v.safeParse(reportQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { village, from } = query.output;
    const { account, device } = sessionIn(request);
    if (!(await isAllowed(db, account, 'seeReport', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    await note(deps, { account, device, action: 'readProgress', area: village });
    return reportFor(account, village, from);
  });

  app.get('/reports', is('reports'), async (request, reply) => {
    const query = v.safeParse(reportsQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { commune } = query.output;
    const { account, device } = sessionIn(request);
    if (!(await isAllowed(db, account, 'seeReport', commune)) || (await areaById(db, commune))?.kind !== 'commune')
      return refuse(reply, { error: 'notFound' });
    await note(deps, { account, device, action: 'readProgress', area: commune });
    // The reader of a commune's reports has a right above the village.
    const { reports, now } = await communeReports(deps, commune);
    return { reports: reportsFromAbove(reports, commune), now };
  });

  const texts = async (village: Uuid, from: Day): Promise<ReportTextsResponse> => ({
    ...(await versionedTexts(db, village, from)),
    now: clock.now(),
  });

  app.get('/report/texts', is('reportTexts'), async (request, reply) => {
    const query = v.safeParse(reportTextsQuery, request.query);
    if (!query.success) return refuse(reply, { error: 'unreadable' });
    const { village, from } = query.output;
    if (!(await isAllowed(db, sessionIn(request).account, 'seeReport', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    return texts(village, from);
  });

  app.post('/report/texts', is('writeReport'), async (request, reply) => {
    const wanted = v.safeParse(reportTextsRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, from } = wanted.output;
    if (!(await isAllowed(db, account, 'sendReport', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    const { stored, meanwhile } = await writeTexts(db, wanted.output, { account, now: clock.now() });
    if (stored) await note(deps, { account, device, action: 'reportWritten', area: village });
    return { ...(await texts(village, from)), ...(meanwhile && { meanwhile }) } satisfies WriteReportResponse;
  });

  app.post('/report/send', is('sendReport'), async (request, reply) => {
    const wanted = v.safeParse(sendReportRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, from, seen } = wanted.output;
    if (!(await isAllowed(db, account, 'sendReport', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    await sendReport(deps, village, from, seen, account);
    const report = await reportFor(account, village, from);
    if (report.signed) await note(deps, { account, device, action: 'reportSent', area: village });
    return report;
  });

  app.post('/report/receive', is('receiveReport'), async (request, reply) => {
    const wanted = v.safeParse(receiveReportRequest, request.body);
    if (!wanted.success) return refuse(reply, { error: 'unreadable' });
    const { account, device } = sessionIn(request);
    const { village, from } = wanted.output;
    if (!(await isAllowed(db, account, 'receiveReport', village)) || !(await isVillage(db, village)))
      return refuse(reply, { error: 'notFound' });
    const outcome = await receiveReport(deps, wanted.output, account);
    if (outcome === 'none') return refuse(reply, { error: 'notFound' });
    if (outcome === 'received') await note(deps, { account, device, action: 'reportReceived', area: village });
    return reportFor(account, village, from);
  });
}
