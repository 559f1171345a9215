import { area, type Area } from '../../domain/area.ts';
import type { Uuid } from '../../lib/ids.ts';
import { auditResponse, type AuditResponse } from '../../protocol/audit.ts';
import { cardsResponse, type CardsResponse } from '../../protocol/card.ts';
import { inviteResponse, type InviteRequest, type InviteResponse } from '../../protocol/join.ts';
import type { NewAreaRequest } from '../../protocol/progress.ts';
import { retentionResponse, type RetentionRequest, type RetentionResponse } from '../../protocol/retention.ts';
import { teamResponse, withdrawResponse, type TeamResponse, type WithdrawResponse } from '../../protocol/team.ts';
import { createAskServer, type AskDeps, type Asked } from '../../sync/index.ts';

export type TeamReply<T> = Asked<T>;
export type TeamApiDeps = AskDeps;

/** What can be taken back. */
export type Withdrawable = 'invitations' | 'devices' | 'grants';

/** What only works with a network: inviting people, adding areas. Never throws for what network or server do. */
export interface TeamApi {
  invite(request: InviteRequest): Promise<TeamReply<InviteResponse>>;
  /** The same id sent again (answer lost) adds once. */
  addArea(request: NewAreaRequest): Promise<TeamReply<Area>>;
  team(): Promise<TeamReply<TeamResponse>>;
  withdraw(what: Withdrawable, id: Uuid): Promise<TeamReply<WithdrawResponse>>;
  /** Newest first; older ones from before the entry `before`. */
  audit(before?: Uuid): Promise<TeamReply<AuditResponse>>;
  /** How long people's answers are kept, area by area. */
  retention(): Promise<TeamReply<RetentionResponse>>;
  setRetention(request: RetentionRequest): Promise<TeamReply<RetentionResponse>>;
  cards(): Promise<TeamReply<CardsResponse>>;
}

export function createTeamApi(deps: TeamApiDeps): TeamApi {
  const server = createAskServer(deps);
  return {
    invite: (request) => server.post('invitations', request, inviteResponse),
    addArea: (request) => server.post('areas', request, area),
    team: () => server.get('team', teamResponse),
    withdraw: (what, id) => server.post(`${what}/withdraw`, { id }, withdrawResponse),
    audit: (before) => server.get(before === undefined ? 'audit' : `audit?before=${before}`, auditResponse),
    retention: () => server.get('retention', retentionResponse),
    setRetention: (request) => server.post('retention', request, retentionResponse),
    cards: () => server.get('cards', cardsResponse),
  };
}
