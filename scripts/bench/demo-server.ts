import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tests/support/programs/free-port.ts';

export interface DemoServer {
  readonly url: string;
  /** Invitations to sign in by, by role. */
  readonly links: Readonly<Record<string, string>>;
}

/**
 * A server of its own with the demo's village while `work` runs; ended and its data removed after it, also when it
 * fails.
 */
export async function withDemo<T>(work: (demo: DemoServer) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'thon-so-bench-'));
  const port = await freePort();
  const server = spawn('npx', ['tsx', 'scripts/demo.ts'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: data },
    stdio: 'ignore',
    detached: true,
  });
  try {
    const url = `http://localhost:${port}`;
    await isUp(`${url}/healthz`);
    return await work({
      url,
      links: JSON.parse(readFileSync(join(data, 'demo-links.json'), 'utf8')) as Record<string, string>,
    });
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
    rmSync(data, { recursive: true, force: true });
  }
}

async function isUp(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    if (tries > 600) throw new Error('the demo server did not start');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
