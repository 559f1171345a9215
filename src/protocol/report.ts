import * as v from 'valibot';
import { areaFact } from '../domain/report/area-fact.ts';
import { reportTextParts, reportTexts } from '../domain/report/report-texts.ts';
import { teamFact } from '../domain/report/team-file.ts';
import { day } from '../lib/day.ts';
import { uuid } from '../domain/record/record.ts';
import { activityCounts } from './activity.ts';
import { areaTarget, knownTargets, target, targetSource, villageCounts, villageMoves } from './counts.ts';
import { meanwhile, onTop, version, versioned } from './saved.ts';

/**
 * POST /api/p/<enrolment>/targets: sets a target. Idempotent by id. `seen`: the version of the area's latest target of
 * this figure and year.
 */
export const targetRequest = v.object({
  id: uuid,
  area: uuid,
  indicator: target.entries.indicator,
  share: target.entries.share,
  year: target.entries.year,
  source: targetSource,
  ...onTop.entries,
});
export type TargetRequest = v.InferInput<typeof targetRequest>;

/** GET /api/p/<enrolment>/targets: every version of the targets of the requester's areas and those above them. */
export const targetsResponse = v.object({ targets: knownTargets(areaTarget), now: v.number() });
export type TargetsResponse = v.InferOutput<typeof targetsResponse>;
export const setTargetResponse = v.object({ ...targetsResponse.entries, meanwhile });
export type SetTargetResponse = v.InferOutput<typeof setTargetResponse>;

/** GET and POST /api/p/<enrolment>/facts: facts about a village that come from no survey. */
export const factsQuery = v.object({ village: uuid });
export const factsRequest = v.object({
  village: uuid,
  facts: v.pipe(v.array(v.intersect([areaFact, onTop])), v.maxLength(100)),
});
export type FactsRequest = v.InferInput<typeof factsRequest>;
/** A fact that was taken back is left out, and its version is 0 again. */
export const factsResponse = v.object({ facts: v.array(v.intersect([areaFact, versioned])), now: v.number() });
export type FactsResponse = v.InferOutput<typeof factsResponse>;
export const tellFactsResponse = v.object({ ...factsResponse.entries, meanwhile });
export type TellFactsResponse = v.InferOutput<typeof tellFactsResponse>;

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

/**
 * POST /api/p/<enrolment>/report/receive: the commune has received it. `seen`: when the report that was shown was
 * signed; one that was signed again since is not received, and the answer shows it.
 */
export const receiveReportRequest = v.object({ village: uuid, from: day, ...onTop.entries });
export type ReceiveReportRequest = v.InferInput<typeof receiveReportRequest>;

const textVersions = v.partial(v.object(v.entriesFromList(reportTextParts, version)));
export type TextVersions = v.InferOutput<typeof textVersions>;

/**
 * POST /api/p/<enrolment>/report/texts: writes these parts of a report's texts, all or none; the others stay. `seen`:
 * the versions on top of which they were written; a part that it does not name was seen empty.
 */
export const reportTextsRequest = v.object({
  village: uuid,
  from: day,
  texts: reportTexts,
  seen: v.optional(textVersions),
});
export type ReportTextsRequest = v.InferOutput<typeof reportTextsRequest>;
export const reportTextsQuery = v.object({ village: uuid, from: day });
/** GET the same: the texts as they were last written, signed or not. */
export const reportTextsResponse = v.object({
  texts: reportTexts,
  /** Of the parts that somebody has written; absent from an older server. */
  versions: v.optional(textVersions),
  now: v.number(),
});
export type ReportTextsResponse = v.InferOutput<typeof reportTextsResponse>;
export const writeReportResponse = v.object({ ...reportTextsResponse.entries, meanwhile });
export type WriteReportResponse = v.InferOutput<typeof writeReportResponse>;

/** GET and POST /api/p/<enrolment>/team-file: the file of a village's team. */
export const teamFileQuery = v.object({ village: uuid });
export const teamFileRequest = v.object({
  village: uuid,
  facts: v.pipe(v.array(v.intersect([teamFact, onTop])), v.maxLength(100)),
});
export type TeamFileRequest = v.InferOutput<typeof teamFileRequest>;
export const teamFileResponse = v.object({ facts: v.array(v.intersect([teamFact, versioned])), now: v.number() });
export type TeamFileResponse = v.InferOutput<typeof teamFileResponse>;
export const tellTeamFileResponse = v.object({ ...teamFileResponse.entries, meanwhile });
export type TellTeamFileResponse = v.InferOutput<typeof tellTeamFileResponse>;
