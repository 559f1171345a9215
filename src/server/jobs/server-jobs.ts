import { backupJob, type BackupDeps } from '../backup/backups.ts';
import type { Job } from './job.ts';

/** Everything the server does by itself. A new job goes into a file of its own beside what it works on, and into this list. */
export function serverJobs({ backup }: { readonly backup: BackupDeps }): readonly Job[] {
  return backup.keep > 0 ? [backupJob(backup)] : [];
}
