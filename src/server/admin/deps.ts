import type { AccountDeps } from '../accounts/deps.ts';
import type { Jobs } from '../jobs/run-jobs.ts';

export interface AdminDeps extends AccountDeps {
  readonly jobs: Jobs;
  readonly publicUrl: string;
}

/** @returns lines to print. @throws UsageError when it was not understood or cannot be */
export type AdminCommand = (deps: AdminDeps, args: readonly string[], input: string | undefined) => Promise<string[]>;
