import type { AccountDeps } from '../accounts/deps.ts';
import type { Memory } from '../backup/memory-file.ts';
import type { Jobs } from '../jobs/run-jobs.ts';

export interface AdminDeps extends AccountDeps {
  readonly jobs: Jobs;
  readonly publicUrl: string;
  /** The memory file beside the backups; absent when no backups are made. */
  readonly memory?: Memory;
}

/** @returns lines to print. @throws UsageError when the command is not understood or not possible */
export type AdminCommand = (deps: AdminDeps, args: readonly string[], input: string | undefined) => Promise<string[]>;
