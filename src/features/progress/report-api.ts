import type { Uuid } from '../../lib/ids.ts';
import type { AreaFact } from '../../domain/area-fact.ts';
import type { Day } from '../../domain/day.ts';
import { progressResponse, type ProgressResponse } from '../../protocol/progress.ts';
import { factsResponse, reportResponse, reportsResponse, targetsResponse, type FactsResponse, type ReportResponse, type ReportsResponse, type TargetRequest, type TargetsResponse } from '../../protocol/report.ts';
import { teamResponse, type TeamResponse } from '../../protocol/team.ts';
import { createAskServer, type AskDeps, type Asked } from '../../sync/index.ts';

/** The figures, the report, targets, what is told about a village, and whose phones hold forms: with a network only. Never throws for what network or server do. */
export interface ReportApi {
  /** The figures of every village below the person's areas. */
  progress(): Promise<Asked<ProgressResponse>>;
  report(village: Uuid, from?: Day): Promise<Asked<ReportResponse>>;
  /** Those that are due of all villages of a commune. */
  reports(commune: Uuid): Promise<Asked<ReportsResponse>>;
  /** Signs what was shown (`seen`). Unsigned in the answer: the figures have changed, look again. */
  send(village: Uuid, from: Day, seen: string): Promise<Asked<ReportResponse>>;
  receive(village: Uuid, from: Day): Promise<Asked<ReportResponse>>;
  /** People and phones of the areas in one's care, with what each phone said that it had not sent. */
  team(): Promise<Asked<TeamResponse>>;
  targets(): Promise<Asked<TargetsResponse>>;
  /** The same id sent again (answer lost) sets it once. */
  setTarget(request: TargetRequest): Promise<Asked<TargetsResponse>>;
  facts(village: Uuid): Promise<Asked<FactsResponse>>;
  tellFacts(village: Uuid, facts: readonly AreaFact[]): Promise<Asked<FactsResponse>>;
}

export function createReportApi(deps: AskDeps): ReportApi {
  const server = createAskServer(deps);
  return {
    progress: () => server.get('progress', progressResponse),
    report: (village, from) => server.get(`report?village=${village}${from === undefined ? '' : `&from=${from}`}`, reportResponse),
    reports: (commune) => server.get(`reports?commune=${commune}`, reportsResponse),
    send: (village, from, seen) => server.post('report/send', { village, from, seen }, reportResponse),
    receive: (village, from) => server.post('report/receive', { village, from }, reportResponse),
    team: () => server.get('team', teamResponse),
    targets: () => server.get('targets', targetsResponse),
    setTarget: (request) => server.post('targets', request, targetsResponse),
    facts: (village) => server.get(`facts?village=${village}`, factsResponse),
    tellFacts: (village, facts) => server.post('facts', { village, facts }, factsResponse),
  };
}
