import { note } from '../accounts/audit.ts';
import { backupJobName } from '../backup/backups.ts';
import type { RunOutcome } from '../jobs/run-jobs.ts';
import { UsageError } from '../cli/usage-error.ts';
import type { AdminCommand } from './deps.ts';
import { readArguments } from './arguments.ts';

const said: Readonly<Record<RunOutcome, string>> = {
  done: 'Done.',
  failed: 'It failed; the log says how. It is tried again by itself.',
  busy: 'It is running already.',
  notDue: 'It has just been done.',
  stopped: 'The server is stopping.',
  unknown: 'This server makes no backups (BACKUP_KEEP is 0).',
};

const when = (time: number | undefined): string => (time === undefined ? 'never' : new Date(time).toISOString());

const backup: AdminCommand = async (deps, args) => {
  const { jobs } = deps;
  readArguments(args, [], 0, 0);
  const outcome = await jobs.runNow(backupJobName);
  if (outcome !== 'done') throw new UsageError(said[outcome]);
  await note(deps, { action: 'backedUp' });
  return [said.done];
};

const listJobs: AdminCommand = async ({ jobs }, args) => {
  readArguments(args, [], 0, 0);
  const states = await jobs.states();
  return states.map(
    ({ name, every, finishedAt, failures, failedAt }) =>
      `${name}  every ${Math.round(every / 60_000)} min  last done ${when(finishedAt)}` +
      (failures > 0 ? `  FAILED ${failures} times, last ${when(failedAt)}` : ''),
  );
};

export const serverCommands: Readonly<Record<string, AdminCommand>> = {
  backup,
  jobs: listJobs,
  ping: async () => ['running'],
};
