import { describe, expect, it } from 'vitest';
import { mutants, withMutant } from '../../simulation/mutants.ts';
import { runSeed, type SeedResult } from '../../simulation/run-seed.ts';

describe('the simulation notices when a rule of sync is broken, and says which', () => {
  it.each(mutants)('$name', { timeout: 240_000 }, async (mutant) => {
    let caught: SeedResult | undefined;
    for (let seed = 1; seed <= 400 && !caught?.failure; seed++) caught = await runSeed(seed, withMutant(mutant));
    expect(mutant.breaks).toContain(caught?.failure?.invariant);
  });
});
