// `npm run simulate -- --seeds N --start S`: seeds S to S+N−1; exit 1 on any failure; the last line sums up.
import { runInMemory, storyOf, type Summary } from '../tests/simulation/pool.ts';

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number`);
  return value;
};

const storiesAtMost = 3;

function tell({ reached, failed, seeds, operations, fewestOperations }: Summary, seconds: number): void {
  for (const result of failed.slice(0, storiesAtMost)) console.log(`\n${storyOf(result)}`);
  console.log('\nscenario reached');
  for (const [scenario, count] of [...reached].sort((a, b) => a[1] - b[1])) console.log(`${String(count).padStart(8)}  ${scenario}`);
  const which = failed.length > 0 ? ` (${failed.slice(0, 20).map(({ seed }) => seed).join(' ')})` : '';
  console.log(`\n${seeds} seeds, ${operations} operations (at least ${fewestOperations} each), ${failed.length} failed${which}, ${seconds.toFixed(1)} s`);
}

const began = performance.now();
const summary = await runInMemory(option('seeds', 100), option('start', 1));
tell(summary, (performance.now() - began) / 1000);
process.exitCode = summary.failed.length > 0 ? 1 : 0;
