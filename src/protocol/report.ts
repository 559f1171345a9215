import * as v from 'valibot';
import { areaFact } from '../domain/area-fact.ts';
import { day } from '../domain/day.ts';
import { uuid } from '../domain/record.ts';
import { areaTarget, target, targetSource, villageCounts, villageMoves } from './counts.ts';

/** POST /api/p/<enrolment>/targets: sets a target; the same id sent again sets it once. */
export const targetRequest = v.object({ id: uuid, area: uuid, indicator: target.entries.indicator, share: target.entries.share, year: target.entries.year, source: targetSource });
export type TargetRequest = v.InferInput<typeof targetRequest>;

/** GET /api/p/<enrolment>/targets: every version that was set for the asker's areas and those above them. */
export const targetsResponse = v.object({ targets: v.array(areaTarget), now: v.number() });
export type TargetsResponse = v.InferOutput<typeof targetsResponse>;

/** GET and POST /api/p/<enrolment>/facts: what is told about a village without a survey. */
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
  targets: v.array(target),
  /** As it was signed; absent from a draft, and from what was signed under an older server. */
  moves: v.optional(villageMoves),
  signed: v.optional(signature),
  received: v.optional(signature),
});
export type SentReport = v.InferOutput<typeof sentReport>;

/** GET /api/p/<enrolment>/reports: those that are due of all villages of a commune. */
export const reportsQuery = v.object({ commune: uuid });
export const reportsResponse = v.object({ reports: v.array(sentReport), now: v.number() });
export type ReportsResponse = v.InferOutput<typeof reportsResponse>;

/** GET /api/p/<enrolment>/report: the period's report of a village; `from` absent: the one that is due. */
export const reportQuery = v.object({ village: uuid, from: v.optional(day) });
export const reportResponse = v.object({
  ...sentReport.entries,
  /** From this day on it may be sent. */
  opens: day,
  /** What was shown, for signing: other figures have another. */
  seen: v.string(),
  /** Of a signed one: what is counted for its day now. */
  countedNow: v.optional(villageCounts),
  trend: v.array(v.object({ day, counts: villageCounts })),
  now: v.number(),
});
export type ReportResponse = v.InferOutput<typeof reportResponse>;

/** POST /api/p/<enrolment>/report/send: signs what was shown. The answer is unsigned when the figures have changed meanwhile. */
export const sendReportRequest = v.object({ village: uuid, from: day, seen: v.pipe(v.string(), v.maxLength(64)) });
export type SendReportRequest = v.InferInput<typeof sendReportRequest>;

/** POST /api/p/<enrolment>/report/receive: the commune has it. */
export const receiveReportRequest = v.object({ village: uuid, from: day });
export type ReceiveReportRequest = v.InferInput<typeof receiveReportRequest>;
