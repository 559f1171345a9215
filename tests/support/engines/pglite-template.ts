import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/server/database/open-database.ts';
import { migrateTemplate } from '../migrated-tables.ts';
import { quietLogger } from '../quiet-logger.ts';

/** A data directory with a new, empty PGlite, as a server's first start makes it. Takes seconds. */
export async function makeTemplate(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-template-'));
  const database = await openDatabase({ dataDir, logger: quietLogger });
  await database.close();
  return dataDir;
}

/** The same with the product's tables, made in a copy of an empty one. */
export async function makeMigratedTemplate(empty: string): Promise<string> {
  const dataDir = copyTemplate(empty);
  const database = await openDatabase({ dataDir, logger: quietLogger });
  await migrateTemplate(database);
  await database.close();
  return dataDir;
}

/** Another data directory with the same PGlite in it. */
export function copyTemplate(template: string): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-data-'));
  cpSync(join(template, 'pglite'), join(dataDir, 'pglite'), { recursive: true });
  return dataDir;
}
