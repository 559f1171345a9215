import { describe, expect, it } from 'vitest';
import { mutants } from '../../simulation/mutants.ts';
import { runSeed } from '../../simulation/run-seed.ts';

describe('the simulation notices when a rule of sync is broken', () => {
  it.each(mutants)('$name', { timeout: 120_000 }, async ({ handlers }) => {
    let caught = false;
    for (let seed = 1; seed <= 300 && !caught; seed++) caught = (await runSeed(seed, handlers)).failure !== undefined;
    expect(caught).toBe(true);
  });
});
