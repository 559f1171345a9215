import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Random } from '../../../lib/clock.ts';
import { probe, type Probe } from './lock-probe.ts';
import { withShortPath } from './short-socket-path.ts';

// One server a data directory: two processes on one PGlite directory both acknowledge, and corrupt it.
//
// A pid file cannot tell (in containers every server is process 1), and one well-known socket cannot be taken over safely: two
// starters that find it stale would unlink each other's new one. So every starter listens on a socket of its own, never
// reused name, and only then looks at the others:
//
//   listen on .starting-X → rename to server-X → look at every other server-* ┬─ none lives ──────────────→ running
//                                                     ▲                      ├─ one runs, or X > a starter → withdraw, refuse
//                                                     └──── wait 25 ms ──────┴─ only starters > X, or unclear
//
// Of two that both came to run, the one that listened later would have met the other alive. A killed process's socket refuses
// connections; its name is never used again, so whoever meets it may remove it. The rename is there because a socket between
// bind() and listen() refuses too. Local disks only: a socket on a network file system is dead to other machines.

const folder = 'server.lock';
const visible = /^server-[0-9a-f]{16}\.sock$/;
const patience = 5000;

export interface DirectoryLock {
  /** Lets the next server in. */
  readonly release: () => Promise<void>;
}

export class DirectoryInUse extends Error {
  constructor(dataDir: string) {
    super(
      `Another server is running on the data directory ${dataDir}. Two servers on one directory would destroy its data, so this one ` +
        'does not start. Stop the other one, or give this one a DATA_DIR of its own.',
    );
  }
}

/**
 * Takes the directory (which must exist) for this process, until `release` or the process's end, however it ends.
 * @param onConnection who else connects to the lock's socket, once this process runs; the first line `running` is already sent
 * @throws DirectoryInUse
 */
export async function lockDirectory(dataDir: string, random: Random, onConnection?: (socket: Socket) => void): Promise<DirectoryLock> {
  const directory = join(dataDir, folder);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const name = `server-${Buffer.from(random.bytes(8)).toString('hex')}.sock`;
  const greeter = new Greeter(onConnection);
  await listen(greeter.server, directory, name);
  const release = async (): Promise<void> => {
    rmSync(join(directory, name), { force: true });
    await greeter.close();
  };
  if (await outlastOthers(directory, name)) {
    greeter.run();
    return { release };
  }
  await release();
  throw new DirectoryInUse(dataDir);
}

/**
 * Connects to the server that runs on this data directory, past its greeting.
 * @returns undefined when none runs
 */
export async function connectToServer(dataDir: string): Promise<Socket | undefined> {
  const directory = join(dataDir, folder);
  for (const name of namesIn(directory)) {
    const found = await withShortPath(directory, name, (path) => probe(path));
    if (found.state === 'running' && found.socket) return found.socket;
    found.socket?.destroy();
  }
  return undefined;
}

/** Tells whoever connects how far this process is, and hands the connection on once it runs. */
class Greeter {
  readonly server: Server;
  readonly #sockets = new Set<Socket>();
  #running = false;

  constructor(onConnection?: (socket: Socket) => void) {
    this.server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      // A peer that hangs up early is no concern of ours, and an unheard 'error' would end the process.
      socket.on('error', () => socket.destroy());
      const word = this.#running ? 'running\n' : 'starting\n';
      if (!this.#running || !onConnection) return void socket.end(word);
      socket.write(word);
      onConnection(socket);
    });
  }

  run(): void {
    this.#running = true;
    this.server.unref(); // the lock alone is no reason to go on running
  }

  async close(): Promise<void> {
    this.server.ref(); // but its end is waited for
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

async function listen(server: Server, directory: string, name: string): Promise<void> {
  const hidden = name.replace('server-', '.starting-');
  await withShortPath(directory, hidden, (path) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    }),
  );
  renameSync(join(directory, hidden), join(directory, name));
}

/** @returns true when no other starter or server is left, false when this one has to withdraw */
async function outlastOthers(directory: string, own: string): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += 25) {
    const others = await livingOthers(directory, own);
    if (others.length === 0) return true;
    if (others.some(({ name, state }) => state === 'running' || (state === 'starting' && name < own))) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

async function livingOthers(directory: string, own: string): Promise<{ name: string; state: Probe['state'] }[]> {
  const living: { name: string; state: Probe['state'] }[] = [];
  for (const name of namesIn(directory)) {
    if (name === own) continue;
    const { state, socket } = await withShortPath(directory, name, (path) => probe(path));
    socket?.destroy();
    if (state === 'dead') rmSync(join(directory, name), { force: true });
    else living.push({ name, state });
  }
  return living;
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => visible.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
