import { systemClock } from '../../lib/clock.ts';
import { askServer } from '../admin/admin-socket.ts';
import { backupJobName, makeBackup } from '../backup/backups.ts';
import { migrations } from '../database/migrations/index.ts';
import { migrate } from '../database/migrate.ts';
import { jobLock } from '../jobs/run-jobs.ts';
import { withDatabase } from './offline-database.ts';
import type { Command } from './command.ts';
import { UsageError } from './usage-error.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const backupCommand: Command = async (args, config, printer) => {
  if (args.length > 0)
    throw new UsageError('npm run backup: writes a backup into BACKUP_DIR now. It takes no arguments.');
  // A running server makes it: it alone may open an embedded database, and its phones are to know.
  const answer = await askServer(config.dataDir, { args: ['backup'] });
  if (answer) {
    if (answer.exit !== 0) throw new Error(answer.lines.join('\n'));
    return answer.lines.forEach((line) => printer.out(line));
  }
  await withDatabase(config, printer, async (database) => {
    await migrate(database, migrations, { clock: systemClock, logger: silent });
    const deps = {
      db: database.db,
      clock: systemClock,
      logger: silent,
      directory: config.backupDir,
      keep: config.backupKeep,
      recipient: config.backupRecipient,
    };
    const made = await database.tryAdvisoryLock(jobLock(backupJobName), () => makeBackup(deps));
    if (!made.ok) throw new Error('the server is writing a backup just now. Try again in a minute.');
    printer.out(`${made.value.file}: ${made.value.rows} rows, ${made.value.bytes} bytes.`);
  });
};
