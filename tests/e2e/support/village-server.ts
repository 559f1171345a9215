import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../support/programs/free-port.ts';
import { makeTlsPair } from '../../support/programs/tls-pair.ts';

export interface VillageServer {
  readonly url: string;
  /** Its database, and the demo's sign-in links beside it. */
  readonly dataDir: string;
}

/** The push service of the stories. Nobody answers for it: what comes is delivered through the browser's protocol. */
export const pushHost = 'push.example.vn';

const startsWithin = 300_000;

/** The environment variable that names the folder of a stopped server's data, for others to begin with. */
export const demoTemplate = 'DEMO_TEMPLATE';

interface Stoppable {
  stop(how?: { readonly keepData: boolean }): Promise<void>;
}

/**
 * Starts the built server on an embedded database of its own with demo data; `stop` ends it politely and removes the
 * data.
 * @param how `secure`: over HTTPS, with a certificate that nobody knows
 */
export async function startVillageServer(how: { readonly secure?: boolean } = {}): Promise<VillageServer & Stoppable> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-e2e-'));
  const template = process.env[demoTemplate];
  // The lock of the server that made it, if it left one, is a socket and says nothing of the copy.
  if (template !== undefined)
    cpSync(template, dataDir, { recursive: true, filter: (path) => !path.includes('server.lock') });
  const port = await freePort();
  const pair = how.secure === true ? makeTlsPair(mkdtempSync(join(tmpdir(), 'thon-so-tls-')), 'localhost') : undefined;
  const url = `${pair ? 'https' : 'http'}://localhost:${port}`;
  let said = '';
  const server = spawn(process.execPath, ['dist/server/demo.js'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      PUSH_SERVICES: pushHost,
      ...(pair && { TLS_CERT: pair.cert, TLS_KEY: pair.key }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4_000)));
  const stop: Stoppable['stop'] = async (given) => {
    server.kill('SIGTERM');
    await ended;
    if (pair) rmSync(dirname(pair.cert), { recursive: true, force: true });
    if (given?.keepData !== true) rmSync(dataDir, { recursive: true, force: true });
  };
  if (!(await answers(url, server))) {
    await stop();
    throw new Error(`The server did not start within ${startsWithin / 1000} s. It said: ${said}`);
  }
  return { url, dataDir, stop };
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  const until = performance.now() + startsWithin;
  while (performance.now() < until && server.exitCode === null) {
    // Refused connections are what a server that is still starting answers with.
    if ((await statusOf(`${url}/healthz`).catch(() => undefined)) === 200) return true;
    await wait(100);
  }
  return false;
}

const statusOf = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = url.startsWith('https:') ? httpsGet(url, { rejectUnauthorized: false }) : httpGet(url);
    asked.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });
