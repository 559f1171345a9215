import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/server/database/open-database.ts';
import { quietLogger } from './quiet-logger.ts';

/** A data directory with a new, empty PGlite, as a server's first start makes it. Takes seconds. */
export async function makeTemplate(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-template-'));
  const database = await openDatabase({ dataDir, logger: quietLogger });
  await database.close();
  return dataDir;
}

/** Another data directory with a new, empty PGlite. */
export function copyTemplate(template: string): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-data-'));
  cpSync(join(template, 'pglite'), join(dataDir, 'pglite'), { recursive: true });
  return dataDir;
}
