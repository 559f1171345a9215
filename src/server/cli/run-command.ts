import { BackupRefused } from '../backup/backup-file.ts';
import type { Config } from '../config.ts';
import { MigrationRefused } from '../database/migrate.ts';
import { DirectoryInUse } from '../database/pglite/directory-lock.ts';
import { adminCommand } from './admin-command.ts';
import { backupCommand } from './backup-command.ts';
import type { Command, Printer } from './command.ts';
import { restoreCommand } from './restore-command.ts';
import { UsageError } from './usage-error.ts';

const commands: Readonly<Record<string, Command>> = {
  backup: backupCommand,
  restore: restoreCommand,
  admin: adminCommand,
};

/** @returns the process's exit code: 0 done, 1 failed, 2 arguments not understood */
export async function runCommand(
  [name = '', ...args]: readonly string[],
  config: Config,
  printer: Printer,
): Promise<number> {
  const command = commands[name];
  if (!command) {
    printer.err(`Unknown command "${name}". There are: ${Object.keys(commands).join(', ')}.`);
    return 2;
  }
  try {
    await command(args, config, printer);
    return 0;
  } catch (error) {
    printer.err(messageOf(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** The text for the operator. Refusals of ours are complete sentences; other errors are shown with their code. */
function messageOf(error: unknown): string {
  if (
    error instanceof BackupRefused ||
    error instanceof MigrationRefused ||
    error instanceof DirectoryInUse ||
    error instanceof UsageError
  )
    return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === 'ENOSPC') return 'The disk is full. Nothing was changed. Free some space and try again.';
  return `That failed: ${error.message}${code === undefined ? '' : ` (${code})`}`;
}
