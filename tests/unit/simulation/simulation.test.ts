import { describe, expect, it } from 'vitest';
import { runSeed } from '../../simulation/run-seed.ts';
import { scenarios } from '../../simulation/reach.ts';

const seeds = process.env['LONG_ROUNDS'] ? 10_000 : 1_500;
const atLeast = 50;

describe('phones, network and server out of a seed', () => {
  it(`${seeds} worlds lose nothing and come to agree, and reach every scenario`, { timeout: 900_000 }, async () => {
    const reached = new Map<string, number>();
    let operations = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const result = await runSeed(seed);
      const replay = `npm run simulate -- --seeds 1 --start ${seed}`;
      expect(result.failure, `${replay}\n${result.story.join('\n')}`).toBeUndefined();
      operations += result.operations;
      for (const [scenario, count] of result.reached) reached.set(scenario, (reached.get(scenario) ?? 0) + count);
    }
    console.info(`${seeds} seeds, ${operations} operations; reached: ${[...reached].map(([name, count]) => `${name} ${count}`).join(', ')}`);
    expect(scenarios.filter((name) => (reached.get(name) ?? 0) < atLeast), 'a scenario that hardly happens proves nothing').toEqual([]);
  });
});
