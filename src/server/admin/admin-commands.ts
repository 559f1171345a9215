import { BackupRefused } from '../backup/backup-file.ts';
import { UsageError } from '../cli/usage-error.ts';
import type { AdminAnswer, AdminRequest } from './admin-socket.ts';
import { areaCommands } from './area-commands.ts';
import type { AdminCommand, AdminDeps } from './deps.ts';
import { erasureCommands } from './erasure-commands.ts';
import { passkeyCommands } from './passkey-commands.ts';
import { guideCommands } from './guide-commands.ts';
import { peopleCommands } from './people-commands.ts';
import { quarantineCommands } from './quarantine-commands.ts';
import { retentionCommands } from './retention-commands.ts';
import { reportCommands } from './report-commands.ts';
import { rollupCommands } from './rollup-commands.ts';
import { serverCommands } from './server-commands.ts';
import { adminUsage } from './usage.ts';

const commands: Readonly<Record<string, AdminCommand>> = {
  ...areaCommands,
  ...erasureCommands,
  ...passkeyCommands,
  ...guideCommands,
  ...peopleCommands,
  ...quarantineCommands,
  ...retentionCommands,
  ...reportCommands,
  ...rollupCommands,
  ...serverCommands,
};

/** The commands by their names, as they are typed. */
export const commandNames: readonly string[] = Object.keys(commands);

/** Runs one command of the operator. Usage errors are answered with exit code 2 and a message; other errors reject. */
export async function runAdmin(deps: AdminDeps, { args, input }: AdminRequest): Promise<AdminAnswer> {
  const found = commandIn(args);
  if (!found)
    return {
      lines: [...(args.length > 0 ? [`"${args.join(' ')}" is no command.`, ''] : []), ...adminUsage.split('\n')],
      exit: args.length > 0 ? 2 : 0,
    };
  try {
    return { lines: await found.command(deps, found.rest, input), exit: 0 };
  } catch (error) {
    if (error instanceof UsageError)
      return { lines: [...error.message.split('\n'), '', 'npm run admin shows all commands.'], exit: 2 };
    if (error instanceof BackupRefused) return { lines: [error.message], exit: 1 };
    throw error;
  }
}

/** The longest name that the words begin with: "areas list" before "areas". */
function commandIn(
  args: readonly string[],
): { readonly command: AdminCommand; readonly rest: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const command = commands[args.slice(0, length).join(' ')];
    if (command && args.length >= length) return { command, rest: args.slice(length) };
  }
  return undefined;
}
