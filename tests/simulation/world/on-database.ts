import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/server/database/open-database.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';
import { Postgres } from '../../support/engines/postgres.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { DatabaseServer } from './database-server.ts';
import { addTo, emptySummary, type Summary } from './pool.ts';
import { inMemory, runSeed } from '../run-seed.ts';

/** Seeds `start` to `start + seeds - 1` over a database of their own, one after another. */
export async function runOnDatabase(kind: 'pglite' | 'postgres', seeds: number, start: number): Promise<Summary> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-simulation-'));
  const postgres = kind === 'postgres' ? await Postgres.start() : undefined;
  const database = await openDatabase({
    ...(postgres && { databaseUrl: postgres.url() }),
    dataDir,
    logger: quietLogger,
  });
  const summary = emptySummary();
  try {
    const storage = await kyselyTestStorage(database);
    for (let seed = start; seed < start + seeds; seed++) {
      addTo(
        summary,
        await runSeed(seed, {
          ...inMemory,
          server: (scheduler, clock, chance) => new DatabaseServer(storage, scheduler, clock, chance),
        }),
      );
    }
  } finally {
    await database.close();
    await postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return summary;
}
