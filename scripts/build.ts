// `npm run build`: everything that `npm start` serves, into dist/. Built in a temporary folder and moved there at the
// end, so a failed build leaves the previous one in place.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildClient } from './build/client.ts';
import { compressFiles } from './build/compress.ts';
import { buildPages } from './build/pages.ts';
import { buildServer } from './build/server.ts';
import { isBuilt, writeStamp } from './build/stamp.ts';
import { buildWorker } from './build/worker.ts';

/** Builds everything into dist/. */
export async function build(): Promise<void> {
  const folder = join('.tmp', `build-${process.pid}`);
  const started = performance.now();
  mkdirSync(folder, { recursive: true });
  try {
    const client = join(folder, 'client');
    await buildClient(client);
    await buildPages(client, join(folder, 'prerender'));
    await buildWorker(client, join(folder, 'worker'));
    await buildServer(join(folder, 'server'));
    await compressFiles(client);
    for (const aside of ['prerender', 'worker']) rmSync(join(folder, aside), { recursive: true, force: true });
    writeStamp(folder);
    rmSync('dist', { recursive: true, force: true });
    renameSync(folder, 'dist');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

/** Builds unless dist/ was made from exactly these sources. */
export async function buildIfNeeded(): Promise<void> {
  if (isBuilt('dist')) return;
  console.log('Building the app …');
  // Builds in a separate process, so that a long-running server does not keep the memory of the build. NODE_ENV is set
  // because in a test it is `test`, and Vite would then build for development, without a service worker.
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url)], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) process.exit(code ?? 1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build();
