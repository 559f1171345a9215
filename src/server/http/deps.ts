import type { AccountDeps } from '../accounts/deps.ts';
import type { Vault } from '../accounts/recovery-keys.ts';
import type { Challenges } from '../accounts/sessions/renewal.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { SyncService } from '../sync/service.ts';
import type { Limits } from './limits.ts';
import type { ProgressReader } from '../progress/progress-reader.ts';

export interface AppDeps extends AccountDeps {
  readonly sync: SyncService;
  readonly progress: ProgressReader;
  readonly challenges: Challenges;
  readonly vault: Vault;
  /** The public key that browsers ask for, and the push services that reminders may go to. */
  readonly push: { readonly key: string; readonly services: readonly string[] };
  /** True when the error comes from the database and the same request may succeed later. */
  readonly isRetryable: (error: unknown) => boolean;
  readonly publicUrl: string;
  /** All people here are invented, so reusable sign-in links are valid. */
  readonly demo?: boolean;
  readonly limits: Limits;
  /** Count requests in the database, for all its processes together. */
  readonly sharedLimits?: boolean;
  /** Absent: nothing is counted, and there is no /metrics. */
  readonly metrics?: Metrics;
  /** The token for reading /metrics; absent: nobody can. */
  readonly metricsToken?: string | undefined;
  /** Folder of the built files; absent where only the API is wanted (tests, development). */
  readonly staticRoot?: string | undefined;
}
