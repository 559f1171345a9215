// `npm run simulate -- --seeds N --start S`: seeds S to S+N−1; exit 1 on any failure; the last line sums up.
import { runSeed } from '../tests/simulation/run-seed.ts';

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number`);
  return value;
};

const seeds = option('seeds', 100);
const start = option('start', 1);
const failed: number[] = [];
const reached = new Map<string, number>();
let operations = 0;
const began = performance.now();

for (let seed = start; seed < start + seeds; seed++) {
  const result = await runSeed(seed);
  operations += result.operations;
  for (const [scenario, count] of result.reached) reached.set(scenario, (reached.get(scenario) ?? 0) + count);
  if (result.failure === undefined) continue;
  failed.push(seed);
  if (failed.length > 3) continue;
  console.log(`\nseed ${seed} failed: ${result.failure}\n`);
  console.log(result.story.map((line) => `  ${line}`).join('\n'));
  console.log(`\nreplay: npm run simulate -- --seeds 1 --start ${seed}`);
}

console.log('\nscenario reached');
for (const [scenario, count] of [...reached].sort((a, b) => a[1] - b[1])) console.log(`${String(count).padStart(8)}  ${scenario}`);
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(`\n${seeds} seeds, ${operations} operations, ${failed.length} failed${failed.length > 0 ? ` (${failed.slice(0, 20).join(' ')})` : ''}, ${seconds} s`);
process.exitCode = failed.length > 0 ? 1 : 0;
