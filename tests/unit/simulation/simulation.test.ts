import { describe, expect, it } from 'vitest';
import { runInMemory, storyOf, type Summary } from '../../simulation/pool.ts';
import { enough, scenarios, statementsOfPush } from '../../simulation/reach.ts';
import { leastOperations } from '../../simulation/run-seed.ts';

const seeds = process.env['LONG_ROUNDS'] ? 10_000 : 2_000;

describe('phones, network and server out of a seed', () => {
  let summary: Summary;

  it(`${seeds} worlds lose nothing and come to agree`, { timeout: 1_800_000 }, async () => {
    summary = await runInMemory(seeds);
    const { operations, steps, reached } = summary;
    console.info(`${seeds} seeds, ${operations} operations, ${steps} steps; reached: ${[...reached].map(([name, count]) => `${name} ${count}`).join(', ')}`);
    expect(summary.failed.slice(0, 3).map((result) => storyOf(result)).join('\n\n')).toBe('');
    expect(summary.seeds).toBe(seeds);
  });

  it('of real size: each world has at least thirty operations', () => {
    expect(summary.fewestOperations).toBeGreaterThanOrEqual(leastOperations);
  });

  it(`reach every scenario at least ${enough} times: one that hardly happens proves nothing`, () => {
    expect(scenarios.filter((name) => (summary.reached.get(name) ?? 0) < enough)).toEqual([]);
  });

  it('see the server killed before every statement that a push makes', () => {
    expect(statementsOfPush.filter((statement) => !summary.killedBefore.has(statement))).toEqual([]);
  });
});
