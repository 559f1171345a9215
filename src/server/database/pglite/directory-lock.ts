import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Random } from '../../../lib/clock.ts';
import { probe, type Probe } from './lock-probe.ts';
import { withShortPath } from './short-socket-path.ts';

// One server per data directory: two processes on one PGlite directory would both acknowledge writes, and corrupt it.
//
// A pid file does not work (in containers every server is process 1). One well-known socket cannot be taken over safely
// either: two starting processes that find it stale would unlink each other's new one. So every starting process
// listens on a socket with a name of its own, which is never reused, and only then looks at the others:
//
//   listen on .starting-X → rename to server-X → look at every other server-* ┬─ none alive ──────────────→ running
//                                                 ▲                           ├─ one runs, or X > another
//                                                 │                           │  starting one ────→ withdraw, refuse
//                                                 └──────── wait 25 ms ───────┴─ only starting ones > X, or unclear
//
// Two processes cannot both reach "running": the one that listened later sees the other's socket answer. A killed
// process's socket refuses connections, and because its name is never reused any process may remove it. The rename is
// needed because a socket between bind() and listen() refuses connections too. Local disks only: on a network file
// system a socket refuses connections from other machines.

const folder = 'server.lock';
const visible = /^server-[0-9a-f]{16}\.sock$/;
const lockTimeoutMs = 5000;

/** A data directory taken for this process. */
export interface DirectoryLock {
  /** Frees the directory for the next server. */
  readonly release: () => Promise<void>;
}

/** Another server runs on the data directory; the message tells the operator what to do. */
export class DirectoryInUse extends Error {
  constructor(dataDir: string) {
    super(
      `Another server is running on the data directory ${dataDir}. ` +
        'Two servers on one directory would destroy its data, so this one does not start. ' +
        'Stop the other one, or give this one a DATA_DIR of its own.',
    );
  }
}

/**
 * Takes the directory (which must exist) for this process, until `release` or the process's end, however it ends.
 * @param onConnection called for each connection to the lock's socket once this process runs; the line `running` has
 * already been sent
 * @throws DirectoryInUse
 */
export async function lockDirectory(
  dataDir: string,
  random: Random,
  onConnection?: (socket: Socket) => void,
): Promise<DirectoryLock> {
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
 * Connects to the server that runs on this data directory and reads its first line.
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

/** Sends each connection this process's state as one line, and passes the connection to `onConnection` once it runs. */
class Greeter {
  readonly server: Server;
  readonly #sockets = new Set<Socket>();
  #running = false;

  constructor(onConnection?: (socket: Socket) => void) {
    this.server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      // A peer may hang up early; an 'error' event without a listener would end the process.
      socket.on('error', () => socket.destroy());
      const word = this.#running ? 'running\n' : 'starting\n';
      if (!this.#running || !onConnection) return void socket.end(word);
      socket.write(word);
      onConnection(socket);
    });
  }

  run(): void {
    this.#running = true;
    this.server.unref(); // the lock alone does not keep the process alive
  }

  async close(): Promise<void> {
    this.server.ref(); // closing does, until it is done
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

async function listen(server: Server, directory: string, name: string): Promise<void> {
  const hidden = name.replace('server-', '.starting-');
  await withShortPath(
    directory,
    hidden,
    (path) =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(path, resolve);
      }),
  );
  renameSync(join(directory, hidden), join(directory, name));
}

/** @returns true when no other starting or running server is left, false when this one has to withdraw */
async function outlastOthers(directory: string, own: string): Promise<boolean> {
  for (let waited = 0; waited < lockTimeoutMs; waited += 25) {
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
