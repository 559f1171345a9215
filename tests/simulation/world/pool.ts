import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SeedResult } from '../run-seed.ts';

/** What many seeds came to. */
export interface Summary {
  seeds: number;
  operations: number;
  fewestOperations: number;
  steps: number;
  readonly reached: Map<string, number>;
  readonly killedBefore: Map<string, number>;
  readonly failed: SeedResult[];
}

export const emptySummary = (): Summary => ({
  seeds: 0,
  operations: 0,
  fewestOperations: Infinity,
  steps: 0,
  reached: new Map(),
  killedBefore: new Map(),
  failed: [],
});

export function addTo(summary: Summary, result: SeedResult): void {
  summary.seeds += 1;
  summary.operations += result.operations;
  summary.fewestOperations = Math.min(summary.fewestOperations, result.operations);
  summary.steps += result.steps;
  addCounts(summary.reached, result.reached);
  addCounts(summary.killedBefore, result.killedBefore);
  if (result.failure) summary.failed.push(result);
}

function addCounts(sums: Map<string, number>, counts: Iterable<readonly [string, number]>): void {
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
}

const seedProcess = fileURLToPath(new URL('../seed-process.ts', import.meta.url));

/** Seeds `start` to `start + seeds - 1` in memory, on every core. */
export async function runInMemory(seeds: number, start = 1): Promise<Summary> {
  const summary = emptySummary();
  let next = start;
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), seeds) }, () =>
      work(
        () => (next < start + seeds ? next++ : undefined),
        (result) => addTo(summary, result),
      ),
    ),
  );
  summary.failed.sort((a, b) => a.seed - b.seed);
  return summary;
}

function work(take: () => number | undefined, done: (result: SeedResult) => void): Promise<void> {
  const child = fork(seedProcess, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.on('message', (result: SeedResult) => {
      done({ ...result, reached: new Map(result.reached), killedBefore: new Map(result.killedBefore) });
      goOn(child, take());
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a process of the simulation ended with ${code}`)),
    );
    goOn(child, take());
  });
}

function goOn(child: ChildProcess, seed: number | undefined): void {
  if (seed === undefined) child.disconnect();
  else child.send(seed);
}

/** What to read when a seed fails: what broke, who did what, and how to see it again. */
export function storyOf({ seed, failure, story }: SeedResult, engine = 'memory'): string {
  const again = `npm run simulate -- --seeds 1 --start ${seed}${engine === 'memory' ? '' : ` --engine ${engine}`}`;
  return [
    `seed ${seed} broke "${failure?.invariant}"`,
    `  ${failure?.sentence}`,
    '',
    ...story.map((line) => `  ${line}`),
    '',
    `replay: ${again}`,
  ].join('\n');
}
