import { backupJob, type BackupDeps } from '../backup/backups.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { countersJob } from '../http/shared-counters.ts';
import { collectJob } from '../retention/collect-job.ts';
import { purgeJob } from '../retention/purge-job.ts';
import { rollupJob } from '../rollup/rollup-job.ts';
import type { Job } from './job.ts';

interface ServerJobsDeps {
  readonly backup: BackupDeps;
  readonly accounts: AccountDeps;
  readonly sharedLimits: boolean;
}

/** Everything the server does by itself. A new job goes into a file of its own beside what it works on, and into this list. */
export function serverJobs({ backup, accounts, sharedLimits }: ServerJobsDeps): readonly Job[] {
  return [...(backup.keep > 0 ? [backupJob(backup)] : []), purgeJob(accounts), collectJob(accounts), rollupJob(accounts.db), ...(sharedLimits ? [countersJob(accounts.db)] : [])];
}
