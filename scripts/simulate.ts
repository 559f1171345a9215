// `npm run simulate -- --seeds N --start S [--engine memory|pglite|postgres]`: seeds S to S+N−1; exit code 1 on any
// failure; the last line is a summary.
import { runOnDatabase } from '../tests/simulation/world/on-database.ts';
import { runInMemory, storyOf, type Summary } from '../tests/simulation/world/pool.ts';

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number`);
  return value;
};

function engineOption(): 'memory' | 'pglite' | 'postgres' {
  const at = process.argv.indexOf('--engine');
  const engine = at < 0 ? 'memory' : process.argv[at + 1];
  if (engine !== 'memory' && engine !== 'pglite' && engine !== 'postgres')
    throw new Error('--engine takes memory, pglite or postgres');
  return engine;
}

const storiesAtMost = 3;

function tell({ reached, failed, seeds, operations, fewestOperations }: Summary, seconds: number): void {
  for (const result of failed.slice(0, storiesAtMost)) console.log(`\n${storyOf(result, engine)}`);
  console.log('\nscenario reached');
  for (const [scenario, count] of [...reached].sort((a, b) => a[1] - b[1]))
    console.log(`${String(count).padStart(8)}  ${scenario}`);
  const which =
    failed.length > 0
      ? ` (${failed
          .slice(0, 20)
          .map(({ seed }) => seed)
          .join(' ')})`
      : '';
  console.log(
    `\n${seeds} seeds, ${operations} operations (at least ${fewestOperations} each), ` +
      `${failed.length} failed${which}, ${seconds.toFixed(1)} s`,
  );
}

const engine = engineOption();
const began = performance.now();
const range = [option('seeds', 100), option('start', 1)] as const;
const summary = engine === 'memory' ? await runInMemory(...range) : await runOnDatabase(engine, ...range);
tell(summary, (performance.now() - began) / 1000);
process.exitCode = summary.failed.length > 0 ? 1 : 0;
