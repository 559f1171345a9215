import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemClock, systemRandom } from '../../lib/clock.ts';
import { note } from '../accounts/audit.ts';
import { BackupRefused } from '../backup/backup-file.ts';
import { backupsIn } from '../backup/backups.ts';
import { eraseAgain } from '../backup/erasures.ts';
import { mergedMemory, openMemory } from '../backup/memory-file.ts';
import { identitiesIn } from '../backup/sealed-file.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { migrations } from '../database/migrations/index.ts';
import type { Schema } from '../database/schema.ts';
import { withDatabase } from './offline-database.ts';
import type { Command } from './command.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run restore -- FILE [--replace] [--identity KEYFILE]
Puts a backup in place of the database, PostgreSQL where DATABASE_URL is set, else the embedded one in DATA_DIR.
Stop every server first.
--replace throws away what the database holds now; without it only an empty database is filled.
--identity names the file with the secret key, as age-keygen made it, that an encrypted backup (.age) needs.`;

export const restoreCommand: Command = async (args, config, printer) => {
  const keyAt = args.indexOf('--identity');
  const keyFile = keyAt < 0 ? undefined : args[keyAt + 1];
  if (keyAt >= 0 && keyFile === undefined) throw new UsageError(usage);
  const files = args.filter((arg, at) => arg !== '--replace' && (keyAt < 0 || (at !== keyAt && at !== keyAt + 1)));
  const [file] = files;
  if (file === undefined || files.length > 1 || file.startsWith('-')) {
    const newest = (await backupsIn(config.backupDir)).at(-1);
    throw new UsageError(newest ? `${usage}\nThe newest backup in ${config.backupDir} is ${newest.name}.` : usage);
  }
  const identities = keyFile === undefined ? [] : readIdentities(keyFile);
  // What must not be forgotten lies beside the backup, or on this machine, or both.
  const memory = mergedMemory(openMemory(config.backupDir), openMemory(dirname(file)));
  const restored = await withDatabase(config, printer, async (database) => {
    const replace = args.includes('--replace');
    const done = await restoreBackup(database, migrations, systemClock, {
      file,
      identities,
      replace,
      memory,
      eraseAgain: (tx, erased) => eraseAgain(tx, systemClock, erased, config.serverSecret),
    });
    await note(
      {
        db: database.db.withTables<{ [Table in keyof Schema]: Schema[Table] }>(),
        clock: systemClock,
        random: systemRandom,
      },
      { action: 'restored' },
    );
    return done;
  });
  printer.out(
    `Restored ${restored.rows} rows as of ${new Date(restored.madeAt).toISOString()}. ` +
      `This is epoch ${restored.epoch}: phones send again what the backup lacks.`,
  );
  printer.out(restored.erasedAgain === 0 ? 'Nothing had been erased since.' : `Erased again: ${restored.erasedAgain}.`);
  if (restored.withdrawnAgain > 0)
    printer.out(`Taken back again (grants, phones, invitations): ${restored.withdrawnAgain}.`);
};

function readIdentities(file: string): string[] {
  let identities: string[];
  try {
    identities = identitiesIn(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BackupRefused(
      `The key file ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). ` +
        'Nothing was changed.',
    );
  }
  if (identities.length === 0)
    throw new BackupRefused(
      `${file} holds no secret key: a line that begins with AGE-SECRET-KEY-. Nothing was changed.`,
    );
  return identities;
}
