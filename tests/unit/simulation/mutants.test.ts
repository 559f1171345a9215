import { describe, expect, it } from 'vitest';
import { mutants, withMutant, type Mutant } from '../../simulation/mutants.ts';
import { runSeed, type SeedResult } from '../../simulation/run-seed.ts';

const seeds = Array.from({ length: 400 }, (_, i) => i + 1);

/** The known seed alone, as long as it notices; the long round searches from the first seed, as if none were known. */
const order = ({ noticedAt }: Mutant): number[] =>
  noticedAt === undefined || process.env['LONG_ROUNDS'] ? seeds : [noticedAt, ...seeds];

describe('the simulation catches a broken rule of sync, by its invariant', () => {
  it.each(mutants)('$name', { timeout: 240_000 }, async (mutant) => {
    let caught: SeedResult | undefined;
    for (const seed of order(mutant)) {
      caught = await runSeed(seed, withMutant(mutant));
      if (caught.failure) break;
    }
    if (caught?.failure && caught.seed !== (mutant.noticedAt ?? 1))
      console.info(`"${mutant.name}" is noticed at seed ${caught.seed}: write it down as noticedAt.`);
    expect(mutant.breaks).toContain(caught?.failure?.invariant);
  });
});
