import { expect, it } from 'vitest';
import { DatabaseServer } from '../../simulation/world/database-server.ts';
import { addTo, emptySummary, storyOf } from '../../simulation/world/pool.ts';
import { inMemory, leastOperations, runSeed } from '../../simulation/run-seed.ts';
import { createEngine } from '../../support/engines/engines.ts';
import { kyselyTestStorage } from '../../support/engines/kysely-test-storage.ts';

/** The world of the simulation over a real database: same phones, same network, same people, same invariants. */
export function itHoldsOn(kind: 'pglite' | 'postgres', seeds: number): void {
  const engine = createEngine(kind);

  it(`${seeds} worlds on ${kind} lose nothing and come to agree`, { timeout: 900_000 }, async () => {
    const database = await kyselyTestStorage(await engine.openMigrated());
    const summary = emptySummary();
    for (let seed = 1; seed <= seeds; seed++) {
      const result = await runSeed(seed, {
        ...inMemory,
        server: (scheduler, clock, chance) => new DatabaseServer(database, scheduler, clock, chance),
      });
      addTo(summary, result);
      expect(result.failure && storyOf(result, kind)).toBeUndefined();
    }
    expect(summary.fewestOperations).toBeGreaterThanOrEqual(leastOperations);
    expect(summary.killedBefore.size, 'the server died before all kinds of statements').toBeGreaterThan(8);
    console.info(`${seeds} seeds on ${kind}: ${summary.operations} operations, ${summary.steps} steps`);
  });
}
