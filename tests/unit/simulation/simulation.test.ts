import { describe, expect, it } from 'vitest';
import { movingStart } from '../../simulation/moving-start.ts';
import { runInMemory, storyOf, type Summary } from '../../simulation/world/pool.ts';
import {
  enoughOf,
  rareStatementsOfPush,
  scenarios,
  statementsOfPush,
} from '../../simulation/invariants/scenario-counts.ts';
import { leastOperations } from '../../simulation/run-seed.ts';

const seeds = process.env['LONG_ROUNDS'] ? 10_000 : 1_000;
const start = movingStart();

describe('phones, network and server out of a seed', () => {
  let summary: Summary;

  it(`${seeds} worlds lose nothing and come to agree`, { timeout: 1_800_000 }, async () => {
    console.info(`The simulation begins at seed ${start} (again: SIMULATION_START=${start}).`);
    summary = await runInMemory(seeds, start);
    const { operations, steps, reached } = summary;
    console.info(
      `${seeds} seeds, ${operations} operations, ${steps} steps; ` +
        `reached: ${[...reached].map(([name, count]) => `${name} ${count}`).join(', ')}`,
    );
    expect(
      summary.failed
        .slice(0, 3)
        .map((result) => storyOf(result))
        .join('\n\n'),
    ).toBe('');
    expect(summary.seeds).toBe(seeds);
  });

  it('of real size: each world has at least thirty operations', () => {
    expect(summary.fewestOperations).toBeGreaterThanOrEqual(leastOperations);
  });

  it(`reach every scenario at least ${enoughOf(seeds)} times: one that hardly happens proves nothing`, () => {
    expect(scenarios.filter((name) => (summary.reached.get(name) ?? 0) < enoughOf(seeds))).toEqual([]);
  });

  it('kill the server before every statement that a push makes', () => {
    const asked = seeds >= 10_000 ? [...statementsOfPush, ...rareStatementsOfPush] : statementsOfPush;
    expect(asked.filter((statement) => !summary.killedBefore.has(statement))).toEqual([]);
  });
});
