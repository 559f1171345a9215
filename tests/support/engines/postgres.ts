import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const oldest = 15;

/** The folder of PostgreSQL's programs (`initdb`, `postgres`), version 15 or newer, or undefined. `PG_BIN` wins. */
export function findPostgres(): string | undefined {
  const versioned = (folder: string, sub: string): string[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => /\d/.test(name))
          .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
          .map((name) => join(folder, name, sub))
      : [];
  const candidates = [
    process.env['PG_BIN'],
    ...versioned('/usr/lib/postgresql', 'bin'),
    ...versioned('/opt/homebrew/opt', 'bin').filter((path) => path.includes('postgresql')),
    '/usr/local/pgsql/bin',
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return candidates.find(
    (folder): folder is string =>
      folder !== undefined && existsSync(join(folder, 'initdb')) && versionOf(folder) >= oldest,
  );
}

function versionOf(folder: string): number {
  const text = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(text)?.[1] ?? 0);
}

export const postgresMissing =
  `No PostgreSQL ${oldest} or newer was found. Tests run on PGlite and on PostgreSQL, and none is left out. ` +
  'Run `npm test` (on Debian and Ubuntu it installs what is missing), ' +
  'or install it ("apt-get install postgresql", "brew install postgresql@17"), or set PG_BIN to the folder of initdb.';

/** PostgreSQL refuses to run as root; then it runs as its own user, or as nobody. Empty: as whoever runs this. */
export function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === 'postgres') return { uid: Number(uid), gid: Number(gid) };
  }
  return { uid: 65534, gid: 65534 };
}

export interface PostgresOptions {
  /** True: as in real life. False (default): faster; a killed process loses nothing, a power cut would. */
  readonly fsync?: boolean;
  /**
   * Where its data lie; a temporary folder without it. Must be empty, and the server's own user must be able to write
   * there.
   */
  readonly dataFolder?: string;
}

/** A throw-away PostgreSQL in a temporary folder, reachable by a Unix socket in that folder only. */
export class Postgres {
  readonly #bin: string;
  readonly #folder: string;
  readonly #fsync: boolean;
  readonly #data: string;
  #process: ChildProcess | undefined;

  private constructor(bin: string, folder: string, data: string, fsync: boolean) {
    this.#bin = bin;
    this.#data = data;
    this.#folder = folder;
    this.#fsync = fsync;
  }

  /** @throws when no PostgreSQL is on this machine, saying what to install */
  static async start({ fsync = false, dataFolder }: PostgresOptions = {}): Promise<Postgres> {
    const bin = findPostgres();
    if (!bin) throw new Error(postgresMissing);
    const user = unprivileged();
    const folder = mkdtempSync(join(tmpdir(), 'thon-so-pg-'));
    chmodSync(folder, 0o755);
    if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
    const data = join(dataFolder ?? folder, 'data');
    const args = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    execFileSync(join(bin, 'initdb'), args, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const postgres = new Postgres(bin, folder, data, fsync);
    await postgres.resume();
    return postgres;
  }

  /** Address of one of its databases. */
  url(database = 'postgres'): string {
    return `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(this.#folder)}`;
  }

  /** A new, empty database; returns its address. */
  async createDatabase(): Promise<string> {
    return createDatabase(this.url());
  }

  /** Starts it (again). After a kill this waits until it has recovered. */
  async resume(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      this.#launch();
      if (await this.#answers()) return;
      // The killed one's children may hold its shared memory a little longer.
      if (attempt === 20)
        throw new Error(
          `PostgreSQL in ${this.#folder} does not start: ` +
            `${readFileSync(join(this.#folder, 'log'), 'utf8').slice(-2000)}`,
        );
      await sleep(200);
    }
  }

  /** kill -9 of the server with all its processes, as by a crash of the machine's container. */
  async kill(): Promise<void> {
    const server = this.#process;
    if (!server?.pid) return;
    const children = childrenOf(server.pid);
    const gone = exitOf(server);
    server.kill('SIGKILL');
    for (const pid of children) killIfThere(pid);
    await gone;
  }

  /**
   * Stops it as its operator does, to `resume` it later. fast: open transactions are undone. immediate: as if it had
   * crashed, so that the next start has to recover.
   */
  async shutDown(mode: 'fast' | 'immediate'): Promise<void> {
    const server = this.#process;
    if (!server) return;
    const gone = exitOf(server);
    server.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await gone;
  }

  /** Ends it and removes its folder. */
  async stop(): Promise<void> {
    const server = this.#process;
    if (server && server.exitCode === null && server.signalCode === null) {
      const gone = exitOf(server);
      server.kill('SIGINT'); // "fast": open connections do not hold it up
      await gone;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #launch(): void {
    const settings = {
      listen_addresses: '',
      unix_socket_directories: this.#folder,
      fsync: this.#fsync ? 'on' : 'off',
      max_connections: '60',
      log_min_messages: 'fatal',
      log_timezone: 'UTC',
      timezone: 'UTC',
      shared_buffers: '32MB',
      logging_collector: 'off',
      autovacuum: 'off',
      jit: 'off',
    };
    const args = ['-D', this.#data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const shell = `exec "$0" "$@" >>"${join(this.#folder, 'log')}" 2>&1`;
    this.#process = spawn('/bin/sh', ['-c', shell, join(this.#bin, 'postgres'), ...args], {
      ...unprivileged(),
      cwd: this.#folder,
      stdio: 'ignore',
    });
    // A test run that dies must not leave servers behind.
    const server = this.#process;
    const onExit = (): void => void server.kill('SIGQUIT');
    process.once('exit', onExit);
    server.once('exit', () => process.off('exit', onExit));
  }

  async #answers(): Promise<boolean> {
    const server = this.#process;
    for (let waited = 0; waited < 20_000 && server?.exitCode === null; waited += 25) {
      const client = new pg.Client({ connectionString: this.url() });
      client.on('error', () => undefined);
      const connected = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end().catch(() => undefined);
      if (connected) return true;
      await sleep(25);
    }
    return false;
  }
}

/** A new database beside the one at `url`, empty or a copy of the one at `template`; returns its address. */
export async function createDatabase(url: string, template?: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(
    url,
    `create database ${name} template ${template === undefined ? 'template0' : new URL(template).pathname.slice(1)}`,
  );
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** Removes a database made by `createDatabase`, with whoever is still connected. */
export async function dropDatabase(url: string): Promise<void> {
  const address = new URL(url);
  const name = address.pathname.slice(1);
  address.pathname = '/postgres';
  await administer(address.href, `drop database if exists ${name} with (force)`);
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const exitOf = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once('exit', () => resolve()));

function childrenOf(parent: number): number[] {
  return processes()
    .filter(([, itsParent]) => itsParent === parent)
    .map(([pid]) => pid);
}

/** [pid, parent's pid] of every process. */
function processes(): (readonly [number, number])[] {
  // A slim Debian has no `ps`, and macOS no /proc.
  if (!existsSync('/proc/self/stat')) {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return lines.map((line) => line.trim().split(/\s+/).map(Number)).map(([pid = 0, parent = 0]) => [pid, parent]);
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = statOf(name);
      // The second field is the program's name in brackets and may hold blanks.
      return stat ? [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const] : [];
    });
}

function statOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    // It has ended between the listing and the reading.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
