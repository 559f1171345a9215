import { readConfig, type Config } from './config.ts';
import type { RunningServer } from './run-server.ts';

/** Time for a clean stop, ms: longer than any request may take. After that the process exits anyway. */
const shutdownTimeoutMs = 20_000;

/**
 * Runs a server as a process: settings from the environment, a clean stop on SIGTERM and SIGINT, one line and exit code
 * 1 when it cannot start.
 */
export async function runProcess(
  start: (config: Config) => Promise<RunningServer>,
  defaults?: { readonly dataDir: string },
): Promise<void> {
  const config = readConfig(process.env, defaults);
  if (!config.ok) return fail(config.error.join('\n'));
  const starting = start(config.value);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => fail('The server did not stop in time.'), shutdownTimeoutMs).unref();
    starting
      .then((server) => server.stop())
      .then(() => process.exit(0))
      .catch((error: unknown) => fail(messageOf(error)));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await starting.catch((error: unknown) => fail(messageOf(error)));
}

const messageOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'Another program uses this PORT already. Stop it or set another PORT.';
  return error instanceof Error ? error.message : String(error);
};

function fail(message: string): void {
  console.error(message);
  process.exit(1);
}
