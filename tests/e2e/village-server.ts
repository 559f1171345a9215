import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';

export interface VillageServer {
  readonly url: string;
  /** Its database, and the demo's sign-in links beside it. */
  readonly dataDir: string;
}

const startsWithin = 120_000;

/** Starts the built server on an embedded database of its own with demo data; `stop` ends it politely and removes the data. */
export async function startVillageServer(): Promise<VillageServer & { stop(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let said = '';
  const server = spawn(process.execPath, ['dist/server/demo.js'], { env: { ...process.env, PORT: String(port), DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4_000)));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
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
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    if (response?.ok) return true;
    await wait(100);
  }
  return false;
}
