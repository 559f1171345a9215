import * as v from 'valibot';
import { areaFact } from '../domain/report/area-fact.ts';
import { reportTexts } from '../domain/report/report-texts.ts';
import { teamFact } from '../domain/report/team-file.ts';
import { day } from '../lib/day.ts';
import { uuid } from '../domain/record/record.ts';
import { activityCounts } from './activity.ts';
import { areaTarget, knownTargets, target, targetSource, villageCounts, villageMoves } from './counts.ts';

/** POST /api/p/<enrolment>/targets: sets a target. Idempotent by id. */
export const targetRequest = v.object({
  id: uuid,
  area: uuid,
  indicator: target.entries.indicator,
  share: target.entries.share,
  year: target.entries.year,
  source: targetSource,
});
export type TargetRequest = v.InferInput<typeof targetRequest>;

/** GET /api/p/<enrolment>/targets: every version of the targets of the requester's areas and those above them. */
export const targetsResponse = v.object({ targets: knownTargets(areaTarget), now: v.number() });
export type TargetsResponse = v.InferOutput<typeof targetsResponse>;

/** GET and POST /api/p/<enrolment>/facts: facts about a village that come from no survey. */
export const factsQuery = v.object({ village: uuid });
export const factsRequest = v.object({ village: uuid, facts: v.pipe(v.array(areaFact), v.maxLength(100)) });
export type FactsRequest = v.InferInput<typeof factsRequest>;
export const factsResponse = v.object({ facts: v.array(areaFact), now: v.number() });
export type FactsResponse = v.InferOutput<typeof factsResponse>;

const signature = v.object({ name: v.string(), at: v.number() });

/** A village's report of a period: a draft, or as signed. */
export const sentReport = v.object({
  village: uuid,
  period: v.object({ from: day, until: day }),
  /** The figures are those of the end of this day. */
  asOf: day,
  counts: villageCounts,
  before: v.optional(villageCounts),
  targets: knownTargets(target),
  /** As signed; absent from a draft, and from a report that an older server signed. */
  moves: v.optional(villageMoves),
  /**
   * What the team did in the period. Absent from an older server, and from what was signed before it was counted, as
   * are the texts.
   */
  activity: v.optional(activityCounts),
  texts: v.optional(reportTexts),
  /** The team's file as it is now. */
  team: v.optional(v.array(teamFact)),
  signed: v.optional(signature),
  received: v.optional(signature),
});
export type SentReport = v.InferOutput<typeof sentReport>;

/** GET /api/p/<enrolment>/reports: the due reports of all villages of a commune. */
export const reportsQuery = v.object({ commune: uuid });
export const reportsResponse = v.object({ reports: v.array(sentReport), now: v.number() });
export type ReportsResponse = v.InferOutput<typeof reportsResponse>;

/** GET /api/p/<enrolment>/report: a village's report of the period that begins at `from`; absent: the due one. */
export const reportQuery = v.object({ village: uuid, from: v.optional(day) });
export const reportResponse = v.object({
  ...sentReport.entries,
  /** First day on which it may be sent. */
  opens: day,
  /** A hash of the figures shown, which signing sends back: other figures have another one. */
  seen: v.string(),
  /** Of a signed report: the counts of its day as of now. */
  countedNow: v.optional(villageCounts),
  trend: v.array(v.object({ day, counts: villageCounts })),
  now: v.number(),
});
export type ReportResponse = v.InferOutput<typeof reportResponse>;

/**
 * POST /api/p/<enrolment>/report/send: signs the report that was shown. The answer is an unsigned draft when its
 * figures have changed since.
 */
export const sendReportRequest = v.object({ village: uuid, from: day, seen: v.pipe(v.string(), v.maxLength(64)) });
export type SendReportRequest = v.InferInput<typeof sendReportRequest>;

/** POST /api/p/<enrolment>/report/receive: the commune has received it. */
export const receiveReportRequest = v.object({ village: uuid, from: day });
export type ReceiveReportRequest = v.InferInput<typeof receiveReportRequest>;

/** POST /api/p/<enrolment>/report/texts: writes these parts of a report's texts; the others stay. */
export const reportTextsRequest = v.object({ village: uuid, from: day, texts: reportTexts });
export type ReportTextsRequest = v.InferOutput<typeof reportTextsRequest>;
export const reportTextsQuery = v.object({ village: uuid, from: day });
/** GET the same: the texts as they were last written, signed or not. */
export const reportTextsResponse = v.object({ texts: reportTexts, now: v.number() });
export type ReportTextsResponse = v.InferOutput<typeof reportTextsResponse>;

/** GET and POST /api/p/<enrolment>/team-file: the file of a village's team. */
export const teamFileQuery = v.object({ village: uuid });
export const teamFileRequest = v.object({ village: uuid, facts: v.pipe(v.array(teamFact), v.maxLength(100)) });
export type TeamFileRequest = v.InferOutput<typeof teamFileRequest>;
export const teamFileResponse = v.object({ facts: v.array(teamFact), now: v.number() });
export type TeamFileResponse = v.InferOutput<typeof teamFileResponse>;
