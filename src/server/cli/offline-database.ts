import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import type { Printer } from './command.ts';

/**
 * Opens the database for one command, with or without a running server, and closes it afterwards.
 * @throws DirectoryInUse while a server runs on the embedded database
 */
export async function withDatabase<T>(
  config: Config,
  printer: Printer,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const say = (_details: object, message: string): void => printer.err(message);
  const logger = { info: () => undefined, warn: say, error: say };
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    logger,
    name: 'thon-so command',
  });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
