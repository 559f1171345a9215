import type { Uuid } from '../../../lib/ids.ts';
import type { Day } from '../../../lib/day.ts';
import { progressResponse, type ProgressResponse } from '../../../protocol/progress.ts';
import type { Period } from '../../../domain/period.ts';
import type { ReportTexts } from '../../../domain/report/report-texts.ts';
import { logResponse, type LogResponse } from '../../../protocol/activity.ts';
import {
  factsResponse,
  reportResponse,
  reportTextsResponse,
  reportsResponse,
  setTargetResponse,
  targetsResponse,
  teamFileResponse,
  tellFactsResponse,
  tellTeamFileResponse,
  writeReportResponse,
  type FactsRequest,
  type FactsResponse,
  type ReportResponse,
  type ReportTextsResponse,
  type ReportsResponse,
  type SetTargetResponse,
  type TargetRequest,
  type TargetsResponse,
  type TeamFileRequest,
  type TeamFileResponse,
  type TellFactsResponse,
  type TellTeamFileResponse,
  type TextVersions,
  type WriteReportResponse,
} from '../../../protocol/report.ts';
import { trendResponse, type TrendResponse } from '../../../protocol/trend.ts';
import { teamResponse, type TeamResponse } from '../../../protocol/accounts/team.ts';
import type { AskServer, Asked } from '../../../sync/index.ts';

/**
 * Requests for figures, reports, targets, facts and phones. They need a network, and never throw: a failure is an
 * `Asked` value.
 */
export interface ReportApi {
  /** The figures of every village below the person's areas. */
  progress(): Promise<Asked<ProgressResponse>>;
  /** How a commune's figures moved over the months. */
  trend(commune: Uuid): Promise<Asked<TrendResponse>>;
  report(village: Uuid, from?: Day): Promise<Asked<ReportResponse>>;
  /** The due reports of all villages of a commune. */
  reports(commune: Uuid): Promise<Asked<ReportsResponse>>;
  /** Signs what was shown (`seen`). An unsigned report in the answer means that the figures have changed since. */
  send(village: Uuid, from: Day, seen: string): Promise<Asked<ReportResponse>>;
  /** Receives what was shown (signed at `seen`). One not received in the answer was signed again since. */
  receive(village: Uuid, from: Day, seen: number): Promise<Asked<ReportResponse>>;
  /** People and phones of the areas in one's care, with what each phone said that it had not sent. */
  team(): Promise<Asked<TeamResponse>>;
  targets(): Promise<Asked<TargetsResponse>>;
  /** Idempotent by the request's id. */
  setTarget(request: TargetRequest): Promise<Asked<SetTargetResponse>>;
  facts(village: Uuid): Promise<Asked<FactsResponse>>;
  tellFacts(village: Uuid, facts: FactsRequest['facts']): Promise<Asked<TellFactsResponse>>;
  /** What a report says in words, as last written. */
  texts(village: Uuid, from: Day): Promise<Asked<ReportTextsResponse>>;
  /** Writes these parts, on top of these versions of them; the others stay. */
  writeTexts(village: Uuid, from: Day, texts: ReportTexts, seen: TextVersions): Promise<Asked<WriteReportResponse>>;
  teamFile(village: Uuid): Promise<Asked<TeamFileResponse>>;
  tellTeamFile(village: Uuid, facts: TeamFileRequest['facts']): Promise<Asked<TellTeamFileResponse>>;
  /** Who worked on which day in the villages of an area. */
  log(area: Uuid, period: Period): Promise<Asked<LogResponse>>;
}

export function createReportApi(server: AskServer): ReportApi {
  return {
    progress: () => server.get('progress', progressResponse),
    trend: (commune) => server.get(`trend?commune=${commune}`, trendResponse),
    report: (village, from) =>
      server.get(`report?village=${village}${from === undefined ? '' : `&from=${from}`}`, reportResponse),
    reports: (commune) => server.get(`reports?commune=${commune}`, reportsResponse),
    send: (village, from, seen) => server.post('report/send', { village, from, seen }, reportResponse),
    receive: (village, from, seen) => server.post('report/receive', { village, from, seen }, reportResponse),
    team: () => server.get('team', teamResponse),
    targets: () => server.get('targets', targetsResponse),
    setTarget: (request) => server.post('targets', request, setTargetResponse),
    facts: (village) => server.get(`facts?village=${village}`, factsResponse),
    tellFacts: (village, facts) => server.post('facts', { village, facts }, tellFactsResponse),
    texts: (village, from) => server.get(`report/texts?village=${village}&from=${from}`, reportTextsResponse),
    writeTexts: (village, from, texts, seen) =>
      server.post('report/texts', { village, from, texts, seen }, writeReportResponse),
    teamFile: (village) => server.get(`team-file?village=${village}`, teamFileResponse),
    tellTeamFile: (village, facts) => server.post('team-file', { village, facts }, tellTeamFileResponse),
    log: (area, { from, until }) => server.get(`log?area=${area}&from=${from}&until=${until}`, logResponse),
  };
}
