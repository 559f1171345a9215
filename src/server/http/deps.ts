import type { EraseRequest, EraseResponse } from '../../protocol/erase.ts';
import type { NewDeviceRequest, NewDeviceResponse } from '../../protocol/new-device.ts';
import type { Problem } from '../../protocol/problem.ts';
import type { PullPage, PullQuery } from '../../protocol/pull.ts';
import type { QuarantineList, QuarantineQuery } from '../../protocol/quarantine.ts';
import type { QuarantineJudgement, QuarantineVerdict } from '../../protocol/quarantine-judgement.ts';
import type { PushRequest, PushResponse } from '../../protocol/push.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import type { Vault } from '../accounts/recovery-keys.ts';
import type { Challenges } from '../accounts/renewal.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { SyncContext } from '../sync/deps.ts';
import type { ProgressReader } from '../progress/progress-reader.ts';

/** Push and pull as HTTP sees them (src/server/sync). */
export interface SyncService {
  push(context: SyncContext, request: PushRequest): Promise<PushResponse | Problem>;
  pull(context: SyncContext, query: PullQuery, me: string): Promise<PullPage | Problem>;
  readonly newDevice: (context: SyncContext, request: NewDeviceRequest) => Promise<NewDeviceResponse | Problem>;
  readonly erase: (context: SyncContext, request: EraseRequest) => Promise<EraseResponse | Problem>;
  readonly quarantine: (context: SyncContext, query: QuarantineQuery) => Promise<QuarantineList | Problem>;
  readonly release: (context: SyncContext, judgement: QuarantineJudgement) => Promise<QuarantineVerdict>;
  readonly setAside: (context: SyncContext, judgement: QuarantineJudgement) => Promise<QuarantineVerdict>;
}

/** Requests a minute. Generous: behind one address of a mobile network live thousands of phones. */
export interface Limits {
  readonly address: number;
  readonly device: number;
  readonly join: number;
  /** Wrong invitations in ten minutes from one address: what guessing codes costs. */
  readonly wrongInvitations: number;
}

export const defaultLimits: Limits = { address: 3000, device: 240, join: 120, wrongInvitations: 30 };

export interface AppDeps extends AccountDeps {
  readonly sync: SyncService;
  readonly progress: ProgressReader;
  readonly challenges: Challenges;
  readonly vault: Vault;
  /** Did this error leave the database, and would the same request pass later? */
  readonly isRetryable: (error: unknown) => boolean;
  readonly publicUrl: string;
  readonly limits: Limits;
  /** Count them in the database, for all processes on it together. */
  readonly sharedLimits?: boolean;
  /** Absent: nothing is counted, and there is no /metrics. */
  readonly metrics?: Metrics;
  /** What lets others than this machine read /metrics. */
  readonly metricsToken?: string | undefined;
  /** Folder of the built files; absent where only the API is wanted (tests, development). */
  readonly staticRoot?: string | undefined;
}
