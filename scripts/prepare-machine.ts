// What the tests need and npm cannot install: Chromium, Firefox, WebKitGTK and PostgreSQL ≥ 15. `npm test` calls this
// first; it also runs alone:
//   npx tsx scripts/prepare-machine.ts
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findLibreOffice } from '../tests/support/programs/libreoffice.ts';
import { findPostgres } from '../tests/support/engines/postgres.ts';
import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import { webkit } from './webkit.ts';

interface Need {
  readonly name: string;
  readonly isThere: () => boolean;
  /** One, or some with a space between. */
  readonly aptPackage: string;
  readonly byHand: string;
  /** Needed by `npm run test:long` only, because it is large. */
  readonly long?: boolean;
  /** Makes tests faster; where it is not to be had, they run without it. */
  readonly optional?: boolean;
}

const needs: readonly Need[] = [
  {
    name: 'Chromium',
    isThere: chromium.isThere,
    aptPackage: 'chromium',
    byHand:
      'Debian: apt-get install chromium. ' +
      'Ubuntu and others: install Chromium or Google Chrome and set CHROMIUM_PATH to the program.',
  },
  {
    name: 'Chromium’s headless shell',
    isThere: chromium.shellIsThere,
    aptPackage: 'chromium-headless-shell',
    byHand: 'Debian: apt-get install chromium-headless-shell. Elsewhere the whole browser does, more slowly.',
    optional: true,
  },
  {
    name: 'Firefox',
    isThere: firefox.isThere,
    aptPackage: 'firefox-esr',
    byHand:
      'Debian: apt-get install firefox-esr. ' +
      'Ubuntu and others: install Mozilla’s own package (not the snap) and set FIREFOX_PATH to the program.',
  },
  {
    name: 'WebKitGTK',
    isThere: webkit.isThere,
    aptPackage: 'gir1.2-webkit2-4.1 gjs xvfb',
    byHand: 'Debian and Ubuntu: apt-get install gir1.2-webkit2-4.1 gjs xvfb. Elsewhere stories cannot run in it.',
  },
  {
    name: 'PostgreSQL 15 or newer',
    isThere: () => findPostgres() !== undefined,
    aptPackage: 'postgresql',
    byHand:
      'Debian and Ubuntu: apt-get install postgresql. macOS: brew install postgresql@17. ' +
      'Elsewhere: install its server and set PG_BIN to the folder of initdb.',
  },
  {
    name: 'LibreOffice Calc',
    isThere: () => findLibreOffice() !== undefined,
    aptPackage: 'libreoffice-calc',
    byHand:
      'Debian and Ubuntu: apt-get install libreoffice-calc. ' +
      'Elsewhere: install LibreOffice and put soffice into the PATH.',
    long: true,
  },
];

/**
 * Returns at once when everything is installed. On Debian and Ubuntu, as root or with password-free sudo, installs what
 * is missing. Otherwise prints what to install and ends the process with exit code 1.
 */
export async function prepareMachine(): Promise<void> {
  const asked = needs.filter(({ long }) => long !== true || process.env['LONG_ROUNDS'] !== undefined);
  const wanted = asked.filter((need) => !need.isThere());
  if (wanted.length === 0) return;
  const names = wanted.map(({ name }) => name).join(' and ');
  const root = rootCommand();
  if (root) {
    console.log(`The tests need ${names}, which this machine lacks. Installing with apt-get.`);
    install(root, wanted);
  }
  const missing = wanted.filter((need) => !need.isThere() && need.optional !== true);
  if (missing.length === 0) return;
  console.error('The tests cannot run yet. Please install:');
  for (const { name, byHand } of missing) console.error(`- ${name}. ${byHand}`);
  process.exit(1);
}

/** The words before a command that run it as root; undefined without apt, or without root access. */
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
  // A package list that cannot be refreshed may still be good enough.
  if (!run('apt-get', 'update')) console.warn('apt-get update failed; going on with the package list that is there.');
  // One package at a time, so that a missing one does not prevent the others. `env`, because sudo drops the
  // environment.
  for (const { aptPackage } of missing) {
    const get = (): boolean =>
      run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', ...aptPackage.split(' '));
    if (aptPackage === 'postgresql') withoutOwnCluster(run, get);
    else get();
  }
}

const clusterSetting = '/etc/postgresql-common/createcluster.d/thon-so-tests.conf';

/**
 * Runs `work` with Debian's PostgreSQL package configured, for this installation only, not to create and start a
 * server: the tests start their own.
 */
function withoutOwnCluster(run: (...command: string[]) => boolean, work: () => void): void {
  run('mkdir', '-p', '/etc/postgresql-common/createcluster.d');
  run('sh', '-c', `echo 'create_main_cluster = false' > ${clusterSetting}`);
  work();
  run('rm', '-f', clusterSetting);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await prepareMachine();
  console.log('Chromium, Firefox, WebKitGTK and PostgreSQL are there.');
}
