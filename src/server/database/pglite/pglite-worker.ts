// The embedded database's thread: a query may compute for seconds, which must not block the server's event loop.
import { parentPort, workerData } from 'node:worker_threads';
import { exitCodes, type EngineData, type FromEngine, type ToEngine } from './embedded-messages.ts';
import { openEngine, type Engine } from './pglite-engine.ts';

if (!parentPort) throw new Error('The embedded database runs in a worker thread.');
const port = parentPort;

const say = (message: FromEngine, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

// In a worker process.exit ends only this thread, and at once: after a failed fsync no answer must leave it.
function die(message: string, code: number): never {
  say({ kind: 'died', message });
  process.exit(code);
}

const events = {
  onSyncFailure: (path: string, error: unknown): never =>
    die(`fsync of ${path} failed: ${String(error)}`, exitCodes.syncFailed),
  onAbort: (reason: string): never => die(`PostgreSQL stopped: ${reason}`, exitCodes.crashed),
};

async function serve(engine: Engine, message: ToEngine): Promise<void> {
  switch (message.kind) {
    case 'session':
      await engine.resetSession();
      return say(message);
    case 'request': {
      const { session } = message;
      await engine.exchange(message.bytes, (piece) => {
        const bytes = new Uint8Array(piece); // a copy: the piece lies in WebAssembly's memory
        say({ kind: 'response', session, bytes }, [bytes.buffer]);
      });
      return;
    }
    case 'stop':
      await engine.close();
      process.exit(exitCodes.stopped);
  }
}

const { directory } = workerData as EngineData;
try {
  const engine = await openEngine(directory, events);
  // Messages are handled one after the other: the database is one session.
  let last = Promise.resolve();
  port.on('message', (message: ToEngine) => {
    last = last.then(() => serve(engine, message)).catch((error: unknown) => die(String(error), exitCodes.crashed));
  });
  say({ kind: 'ready' });
} catch (error) {
  say({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = exitCodes.refused;
  process.exit();
}
