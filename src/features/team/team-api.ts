import { area, type Area } from '../../domain/access/area.ts';
import type { Uuid } from '../../lib/ids.ts';
import { changedSteps, type ChangedSteps } from '../../domain/guide/changed-screen.ts';
import { auditResponse, type AuditResponse } from '../../protocol/accounts/audit.ts';
import { cardsResponse, type CardsResponse } from '../../protocol/accounts/card.ts';
import {
  confirmResponse,
  inviteResponse,
  type ConfirmRequest,
  type ConfirmResponse,
  type InviteRequest,
  type InviteResponse,
} from '../../protocol/accounts/join.ts';
import {
  bringBackResponse,
  erasedResponse,
  secondResponse,
  type BringBackRequest,
  type BringBackResponse,
  type ErasedResponse,
  type SecondRequest,
  type SecondResponse,
} from '../../protocol/erased.ts';
import type { NewAreaRequest } from '../../protocol/progress.ts';
import {
  retentionResponse,
  setRetentionResponse,
  type RetentionRequest,
  type RetentionResponse,
  type SetRetentionResponse,
} from '../../protocol/retention.ts';
import {
  teamResponse,
  withdrawResponse,
  type TeamResponse,
  type WithdrawResponse,
} from '../../protocol/accounts/team.ts';
import type { AskServer, Asked } from '../../sync/index.ts';

export type TeamReply<T> = Asked<T>;

/** Kinds that can be withdrawn. */
export type Withdrawable = 'invitations' | 'devices' | 'grants' | 'passkeys';

/** Requests of the team's screens. They need a network, and never throw: a failure is an `Asked` value. */
export interface TeamApi {
  invite(request: InviteRequest): Promise<TeamReply<InviteResponse>>;
  /** Idempotent by the request's id. */
  addArea(request: NewAreaRequest): Promise<TeamReply<Area>>;
  team(): Promise<TeamReply<TeamResponse>>;
  withdraw(what: Withdrawable, id: Uuid): Promise<TeamReply<WithdrawResponse>>;
  /** Does somebody who waits belong to the village? */
  confirm(request: ConfirmRequest): Promise<TeamReply<ConfirmResponse>>;
  /** Newest first; older ones from before the entry `before`. */
  audit(before?: Uuid): Promise<TeamReply<AuditResponse>>;
  /** How long people's answers are kept, area by area. */
  retention(): Promise<TeamReply<RetentionResponse>>;
  setRetention(request: RetentionRequest): Promise<TeamReply<SetRetentionResponse>>;
  /** What was erased and can be brought back, and what waits for a second person. */
  erased(): Promise<TeamReply<ErasedResponse>>;
  bringBack(request: BringBackRequest): Promise<TeamReply<BringBackResponse>>;
  /** Confirms or refuses what somebody else asked for. */
  second(request: SecondRequest): Promise<TeamReply<SecondResponse>>;
  cards(): Promise<TeamReply<CardsResponse>>;
  /** Steps of guides that people report as different on their phones. */
  changedSteps(): Promise<TeamReply<ChangedSteps>>;
}

export function createTeamApi(server: AskServer): TeamApi {
  return {
    invite: (request) => server.post('invitations', request, inviteResponse),
    addArea: (request) => server.post('areas', request, area),
    team: () => server.get('team', teamResponse),
    withdraw: (what, id) => server.post(`${what}/withdraw`, { id }, withdrawResponse),
    confirm: (request) => server.post('confirm', request, confirmResponse),
    audit: (before) => server.get(before === undefined ? 'audit' : `audit?before=${before}`, auditResponse),
    retention: () => server.get('retention', retentionResponse),
    setRetention: (request) => server.post('retention', request, setRetentionResponse),
    erased: () => server.get('erased', erasedResponse),
    bringBack: (request) => server.post('erased/bring-back', request, bringBackResponse),
    second: (request) => server.post('second', request, secondResponse),
    cards: () => server.get('cards', cardsResponse),
    changedSteps: () => server.get('guides/changed', changedSteps),
  };
}
