// What the tests need and npm cannot bring: a Chromium and a PostgreSQL ≥ 15. `npm test` calls this first; it also runs alone:
//   npx tsx scripts/prepare-machine.ts
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findLibreOffice } from '../tests/support/libreoffice.ts';
import { findPostgres } from '../tests/support/postgres.ts';
import { chromium } from './chromium.ts';

interface Need {
  readonly name: string;
  readonly isThere: () => boolean;
  readonly aptPackage: string;
  readonly byHand: string;
  /** Needed by `npm run test:long` alone: too large to ask of everybody. */
  readonly long?: boolean;
}

const needs: readonly Need[] = [
  {
    name: 'Chromium',
    isThere: chromium.isThere,
    aptPackage: 'chromium',
    byHand: 'Debian: apt-get install chromium. Ubuntu and others: install Chromium or Google Chrome and set CHROMIUM_PATH to the program.',
  },
  {
    name: 'PostgreSQL 15 or newer',
    isThere: () => findPostgres() !== undefined,
    aptPackage: 'postgresql',
    byHand: 'Debian and Ubuntu: apt-get install postgresql. macOS: brew install postgresql@17. Elsewhere: install its server and set PG_BIN to the folder of initdb.',
  },
  {
    name: 'LibreOffice Calc',
    isThere: () => findLibreOffice() !== undefined,
    aptPackage: 'libreoffice-calc',
    byHand: 'Debian and Ubuntu: apt-get install libreoffice-calc. Elsewhere: install LibreOffice and put soffice into the PATH.',
    long: true,
  },
];

/**
 * Returns at once when all is there. On Debian and Ubuntu, as root or with sudo that asks for no password, it installs what is
 * missing. Otherwise it says what to install and ends the process with exit code 1.
 */
export async function prepareMachine(): Promise<void> {
  const asked = needs.filter(({ long }) => long !== true || process.env['LONG_ROUNDS'] !== undefined);
  let missing = asked.filter((need) => !need.isThere());
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(' and ');
  const root = rootCommand();
  if (root) {
    console.log(`The tests need ${names}, which this machine lacks. Installing with apt-get.`);
    install(root, missing);
    missing = missing.filter((need) => !need.isThere());
    if (missing.length === 0) return;
  }
  console.error('The tests cannot run yet. Please install:');
  for (const { name, byHand } of missing) console.error(`- ${name}. ${byHand}`);
  process.exit(1);
}

/** What to put before a command to run it as root; undefined when this is no Debian or root is out of reach. */
function rootCommand(): string[] | undefined {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function install(root: readonly string[], missing: readonly Need[]): void {
  const run = (...command: string[]): boolean => {
    console.log(`> ${[...root, ...command].join(' ')}`);
    const [program = '', ...args] = [...root, ...command];
    return spawnSync(program, args, { stdio: 'inherit' }).status === 0;
  };
  // A package list that cannot be refreshed may still do.
  if (!run('apt-get', 'update')) console.warn('apt-get update failed; going on with the package list that is there.');
  // One at a time: where one package is not to be had, the other still comes. `env`, because sudo drops the environment.
  for (const { aptPackage } of missing) {
    const get = (): boolean => run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', aptPackage);
    if (aptPackage === 'postgresql') withoutOwnCluster(run, get);
    else get();
  }
}

const clusterSetting = '/etc/postgresql-common/createcluster.d/thon-so-tests.conf';

/** Debian's PostgreSQL package makes and starts a server of its own. The tests start theirs, so it is told not to, for this installation only. */
function withoutOwnCluster(run: (...command: string[]) => boolean, work: () => void): void {
  run('mkdir', '-p', '/etc/postgresql-common/createcluster.d');
  run('sh', '-c', `echo 'create_main_cluster = false' > ${clusterSetting}`);
  work();
  run('rm', '-f', clusterSetting);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await prepareMachine();
  console.log('Chromium and PostgreSQL are there.');
}
