import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { exitCodes, type EngineData, type FromEngine, type ToEngine } from './embedded-messages.ts';
import { EngineSocket } from './engine-socket.ts';
import type { Logger } from '../logger.ts';
import { EmbeddedDatabaseStopped } from '../retryable.ts';

/**
 * The embedded database's thread, as seen from the server's thread:
 *
 *   none ──start()──→ starting ──ready──→ running ──crash──→ none: the next client starts it again,
 *                        │                   │                     and it recovers from its log
 *                        │                   └──fsync failed──→ broken until the process is started anew
 *                        └──refused──→ none; start() and waiting clients reject with the reason
 */
export class EmbeddedEngine {
  readonly #directory: string;
  readonly #logger: Logger;
  readonly #sockets = new Map<number, EngineSocket>();
  #worker: Promise<Worker> | undefined;
  #broken: EmbeddedDatabaseStopped | undefined;
  #stopping = false;
  #lastSession = 0;

  constructor(directory: string, logger: Logger) {
    this.#directory = directory;
    this.#logger = logger;
  }

  /** @throws EmbeddedDatabaseStopped, which tells the operator why */
  async start(): Promise<void> {
    await this.#running();
  }

  /** Opens a connection for `pg`, which takes it for a socket. Starts the thread if none runs. */
  connect(): Duplex {
    const session = ++this.#lastSession;
    const socket = new EngineSocket({
      open: () => this.#send({ kind: 'session', session }),
      send: (bytes) => this.#send({ kind: 'request', session, bytes }, [bytes.buffer]),
      close: () => this.#sockets.delete(session),
    });
    this.#sockets.set(session, socket);
    return socket;
  }

  /** Ends the thread after a checkpoint. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const worker = await this.#worker?.catch(() => undefined);
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ kind: 'stop' } satisfies ToEngine);
    await ended;
  }

  async #send(message: ToEngine, transfer: ArrayBuffer[] = []): Promise<void> {
    const worker = await this.#running();
    worker.postMessage(message, transfer);
  }

  #running(): Promise<Worker> {
    if (this.#broken) return Promise.reject(this.#broken);
    if (this.#stopping) return Promise.reject(new EmbeddedDatabaseStopped('The embedded database is stopping.'));
    this.#worker ??= this.#launch();
    return this.#worker;
  }

  #launch(): Promise<Worker> {
    const worker = newWorker({ directory: this.#directory });
    return new Promise((resolve, reject) => {
      let lastWords = 'it ended without a word';
      worker.on('message', (message: FromEngine) => {
        if (message.kind === 'ready') resolve(worker);
        else if (message.kind === 'refused' || message.kind === 'died') lastWords = message.message;
        else this.#sockets.get(message.session)?.receive(message);
      });
      worker.on('error', (error: unknown) => (lastWords = String(error)));
      worker.once('exit', (code) => reject(this.#onExit(code, lastWords)));
    });
  }

  #onExit(code: number, lastWords: string): EmbeddedDatabaseStopped {
    this.#worker = undefined;
    const reasons: Record<number, string> = {
      [exitCodes.refused]: lastWords,
      [exitCodes.syncFailed]:
        `The embedded database in ${this.#directory} ended: ${lastWords}. ` +
        'The disk no longer keeps what is written: check it, then start the server again.',
    };
    const error = new EmbeddedDatabaseStopped(
      reasons[code] ?? `The embedded database in ${this.#directory} ended: ${lastWords}.`,
    );
    if (code === exitCodes.syncFailed) this.#broken = error;
    if (code !== exitCodes.stopped || !this.#stopping) this.#logger.error({ exitCode: code }, error.message);
    for (const socket of [...this.#sockets.values()]) socket.destroy(error);
    return error;
  }
}

/**
 * When run from sources (tsx, Vitest) the thread registers tsx before it loads TypeScript. In production
 * `pglite-worker.js` is an entry of the server's build and lies beside the file that this module is bundled into.
 */
function newWorker(workerData: EngineData): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./pglite-worker.js', import.meta.url), { workerData });
  const tsx = new URL('esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx'))).href;
  const source = new URL(import.meta.url.replace(/[^/]+$/, 'pglite-worker.ts')).href;
  // `--import tsx` has no effect in a thread whose parent already has it, so the thread registers it.
  const register = `import(${JSON.stringify(tsx)}).then((tsx) => tsx.register())`;
  const code = `${register}.then(() => import(${JSON.stringify(source)}));`;
  return new Worker(code, { eval: true, workerData, execArgv: [] });
}
