import { backupJob, type BackupDeps } from '../backup/backups.ts';
import type { AccountDeps } from '../accounts/deps.ts';
import { challengesJob } from '../accounts/sessions/used-challenges.ts';
import { countersJob } from '../http/shared-counters.ts';
import { collectJob } from '../retention/collect-job.ts';
import { emptyBasketsJob } from '../erased/empty-job.ts';
import { purgeJob } from '../retention/purge-job.ts';
import { rollupJob } from '../rollup/rollup-job.ts';
import type { PushSender } from '../reminders/push-sender.ts';
import { reminderJob } from '../reminders/reminder-job.ts';
import type { Job } from './job.ts';

interface ServerJobsDeps {
  readonly backup: BackupDeps;
  readonly accounts: AccountDeps;
  readonly push: PushSender;
  readonly sharedLimits: boolean;
}

/** All jobs of the server. A new job gets its own file beside the data it works on, and a line here. */
export function serverJobs({ backup, accounts, push, sharedLimits }: ServerJobsDeps): readonly Job[] {
  return [
    ...(backup.keep > 0 ? [backupJob(backup)] : []),
    emptyBasketsJob(accounts),
    purgeJob(accounts),
    collectJob(accounts),
    rollupJob(accounts.db),
    challengesJob(accounts),
    reminderJob(accounts, push),
    ...(sharedLimits ? [countersJob(accounts.db)] : []),
  ];
}
