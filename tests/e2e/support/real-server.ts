import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../support/programs/free-port.ts';

/** The built server as `npm start` runs it: nobody is invented, nothing is let through. */
export interface RealServer {
  readonly url: string;
  /** The link that makes its opener the first administrator. */
  readonly adminLink: string;
  stop(): Promise<void>;
}

const startsWithin = 120_000;

/** Starts it on an empty embedded database, which `stop` removes. @throws when it prints no link in time */
export async function startRealServer(): Promise<RealServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thon-so-real-'));
  const port = await freePort();
  const server = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  const adminLink = await new Promise<string | undefined>((resolve) => {
    const tooLate = setTimeout(() => resolve(undefined), startsWithin);
    createInterface({ input: server.stdout }).on('line', (line) => {
      const link = /https?:\/\/\S+\/join#t=\S+/.exec(line)?.[0];
      if (link === undefined) return;
      clearTimeout(tooLate);
      resolve(link);
    });
    void ended.then(() => resolve(undefined));
  });
  if (adminLink !== undefined) return { url: `http://localhost:${port}`, adminLink, stop };
  await stop();
  throw new Error('The server printed no link of the first administrator.');
}
