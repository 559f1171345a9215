// `npm test`: everything that must hold, in one command, on a bare Debian machine with Node. Installs what only a
// browser or a database server can give, runs each round, and closes with one line of real counts.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addCounts, fromExitCode, fromPlaywright, fromVitest, none, type Counts } from './test-counts.ts';
import { lts, withLts } from './current-lts.ts';
import { costsBetween, costsNow, costTable, type Costs } from './test-costs.ts';
import { failuresOfPlaywright, failuresOfVitest } from './test-failures.ts';
import { prepareMachine } from './prepare-machine.ts';

interface Round {
  readonly name: string;
  /** `report` is a file the command may write its own counts to. */
  readonly command: (report: string) => readonly string[];
  readonly count: (report: string | undefined, exitCode: number) => Counts;
  /** What failed, for a round of more than one test. */
  readonly failures?: (report: string | undefined) => readonly string[];
  /** Undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const long = process.argv.includes('--long');

const vitest = (project: string): Round => ({
  name: `vitest ${project}`,
  command: (report) => [
    'npx',
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  count: fromVitest,
  failures: failuresOfVitest,
});

const tool = (name: string, ...command: string[]): Round => ({
  name,
  command: () => command,
  count: (_, exitCode) => fromExitCode(exitCode),
});

const stories: Round = {
  name: 'playwright',
  command: () => ['npx', 'playwright', 'test', '--reporter=list,json'],
  count: fromPlaywright,
  failures: failuresOfPlaywright,
};

/** One after the other: with two cores, rounds side by side take longer than in turn. */
const rounds: readonly Round[] = [
  tool('lint', 'npm', 'run', '--silent', 'lint'),
  tool('types', 'npm', 'run', '--silent', 'typecheck'),
  tool('build', 'npm', 'run', '--silent', 'build'),
  vitest('unit'),
  vitest('server'),
  vitest('browser'),
  stories,
];

/**
 * The build, and every test that needs no browser, on the Node in long-term support; once, without the long figures.
 */
function ltsRounds(nodeFolder: string): readonly Round[] {
  const env = { ...withLts(nodeFolder), LONG_ROUNDS: undefined };
  return [tool('build', 'npm', 'run', '--silent', 'build'), vitest('unit'), vitest('server')].map((round) => ({
    ...round,
    name: `${round.name} on ${lts}`,
    env,
  }));
}

function read(report: string): string | undefined {
  try {
    return readFileSync(report, 'utf8');
  } catch (error) {
    // A runner that died before it could report is counted as one failure by its exit code.
    console.error(`No report from this round: ${String(error)}`);
    return undefined;
  }
}

async function run(
  round: Round,
  folder: string,
): Promise<{ readonly counts: Counts; readonly failures: readonly string[]; readonly costs: Costs }> {
  const report = join(folder, `${round.name.replaceAll(' ', '-')}.json`);
  const [command = '', ...args] = round.command(report);
  console.log(`\n──── ${round.name}`);
  const before = costsNow();
  const exitCode = await new Promise<number>((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...round.env },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  const written = round.failures && read(report);
  const counts = round.count(written, exitCode);
  const costs = costsBetween(before, costsNow());
  console.log(`──── ${round.name}: ${describe(counts)} in ${costs.wall.toFixed(0)} s`);
  const failures = round.failures?.(written) ?? [];
  return {
    counts,
    costs,
    failures: counts.failed > 0 && failures.length === 0 ? [`✗ ${round.name}: see its output above`] : failures,
  };
}

const describe = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

if (long) process.env['LONG_ROUNDS'] = '1';
await prepareMachine();
const folder = mkdtempSync(join(tmpdir(), 'thon-so-test-'));
let total = none;
const failed: string[] = [];
const spent: { readonly name: string; readonly costs: Costs }[] = [];
for (const round of long ? [...rounds, ...ltsRounds(join(folder, 'lts'))] : rounds) {
  const { counts, failures, costs } = await run(round, folder);
  spent.push({ name: round.name, costs });
  total = addCounts(total, counts);
  failed.push(...failures);
}
rmSync(folder, { recursive: true });
for (const failure of failed) console.log(`\n${failure}`);
console.log(`\n${costTable(spent).join('\n')}`);
console.log(`\n${describe(total)}`);
process.exitCode = total.failed > 0 || total.skipped > 0 || total.passed === 0 ? 1 : 0;
