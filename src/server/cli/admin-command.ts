import { readFileSync } from 'node:fs';
import { askServer } from '../admin/admin-socket.ts';
import { adminUsage } from '../admin/usage.ts';
import type { Command } from './command.ts';
import { UsageError } from './usage-error.ts';

/** `npm run admin -- …`: the running server executes the command; only a file to import is read here. */
export const adminCommand: Command = async (args, { dataDir }, printer) => {
  if (args.length === 0 || args.includes('--help') || args[0] === 'help') return printer.out(adminUsage);
  const input = args[1] === 'import' && args[2] !== undefined ? readInput(args[2]) : undefined;
  const answer = await askServer(dataDir, { args: [...args], ...(input === undefined ? {} : { input }) });
  if (!answer) throw new Error(`no server runs on ${dataDir}. Start it, or set DATA_DIR as it has it`);
  if (answer.exit === 0) return answer.lines.forEach((line) => printer.out(line));
  const message = answer.lines.join('\n');
  throw answer.exit === 2 ? new UsageError(message) : new Error(message);
};

function readInput(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${file} is no UTF-8 text. In Excel save it as "CSV UTF-8".`);
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR'
      ? new UsageError(`${file} cannot be read (${code}).`)
      : error;
  }
}
