import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src/server/database/open-database.ts';
import { quietLogger } from '../../support/quiet-logger.ts';

it('the embedded database’s files are their owner’s alone, the first ones and those that come later', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-modes-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const database = await openDatabase({ dataDir, logger: quietLogger });
  await sql`create table later (id int)`.execute(database.db);
  await sql`insert into later select generate_series(1, 1000)`.execute(database.db);
  await sql`checkpoint`.execute(database.db);
  await database.close();
  const open = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const found = statSync(join(dataDir, name));
    return found.isFile() && (found.mode & 0o077) !== 0;
  });
  expect(open).toEqual([]);
});
