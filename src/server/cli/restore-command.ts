import { dirname } from 'node:path';
import { systemClock } from '../../lib/clock.ts';
import { backupsIn } from '../backup/backups.ts';
import { eraseAgain } from '../backup/erasures.ts';
import { mergedMemory, openMemory } from '../backup/memory-file.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { migrations } from '../database/migrations/index.ts';
import { withDatabase } from './offline-database.ts';
import type { Command } from './run-command.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run restore -- FILE [--replace]
Puts a backup in place of the database, PostgreSQL where DATABASE_URL is set, else the embedded one in DATA_DIR. Stop every server first.
--replace throws away what the database holds now; without it only an empty database is filled.`;

export const restoreCommand: Command = async (args, config, printer) => {
  const files = args.filter((arg) => arg !== '--replace');
  const [file] = files;
  if (file === undefined || files.length > 1 || file.startsWith('-')) {
    const newest = (await backupsIn(config.backupDir)).at(-1);
    throw new UsageError(newest ? `${usage}\nThe newest backup in ${config.backupDir} is ${newest.name}.` : usage);
  }
  // What must not be forgotten lies beside the backup, or on this machine, or both.
  const memory = mergedMemory(openMemory(config.backupDir), openMemory(dirname(file)));
  const restored = await withDatabase(config, printer, (database) =>
    restoreBackup(database, migrations, systemClock, { file, replace: args.includes('--replace'), memory, eraseAgain: (tx, erased) => eraseAgain(tx, systemClock, erased) }),
  );
  printer.out(`Restored ${restored.rows} rows as of ${new Date(restored.madeAt).toISOString()}. This is epoch ${restored.epoch}: phones send again what the backup lacks.`);
  printer.out(restored.erasedAgain === 0 ? 'Nothing had been erased since.' : `Erased again: ${restored.erasedAgain}.`);
};
