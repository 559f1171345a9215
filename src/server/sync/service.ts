import type { EraseRequest, EraseResponse } from '../../protocol/erase.ts';
import type { NewDeviceRequest, NewDeviceResponse } from '../../protocol/accounts/new-device.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { AnswerProposalRequest } from '../../protocol/proposal.ts';
import type { PullPage, PullQuery } from '../../protocol/pull.ts';
import type { PushRequest, PushResponse } from '../../protocol/push.ts';
import type { QuarantineJudgement, QuarantineVerdict } from '../../protocol/quarantine-judgement.ts';
import type { QuarantineList, QuarantineQuery } from '../../protocol/quarantine.ts';
import type { BringBackRequest, SecondRequest } from '../../protocol/erased.ts';
import type { AnsweredProposal } from './answer-proposal.ts';
import type { SyncContext } from './deps.ts';
import type { BroughtBack } from './erasure/bring-back.ts';
import type { SettledErasure } from './erasure/second-person.ts';

/** Sync as its callers see it: HTTP, the demo, and the services that count or remember around it. */
export interface SyncService {
  push(context: SyncContext, request: PushRequest): Promise<PushResponse | Problem>;
  pull(context: SyncContext, query: PullQuery, me: string): Promise<PullPage | Problem>;
  readonly newDevice: (context: SyncContext, request: NewDeviceRequest) => Promise<NewDeviceResponse | Problem>;
  readonly erase: (context: SyncContext, request: EraseRequest) => Promise<EraseResponse | Problem>;
  readonly bringBack: (context: SyncContext, request: BringBackRequest) => Promise<BroughtBack | Problem>;
  readonly settleErasure: (context: SyncContext, request: SecondRequest) => Promise<SettledErasure | Problem>;
  readonly answerProposal: (
    context: SyncContext,
    request: AnswerProposalRequest,
  ) => Promise<AnsweredProposal | Problem>;
  readonly quarantine: (context: SyncContext, query: QuarantineQuery) => Promise<QuarantineList | Problem>;
  readonly release: (context: SyncContext, judgement: QuarantineJudgement) => Promise<QuarantineVerdict>;
  readonly setAside: (context: SyncContext, judgement: QuarantineJudgement) => Promise<QuarantineVerdict>;
}
