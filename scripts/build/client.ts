import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { createBuildLogger } from './logger.ts';

/** What Vite says about each module of the client's build (https://vite.dev/guide/backend-integration). */
export interface Manifest {
  readonly [source: string]: {
    readonly file: string;
    readonly css?: readonly string[];
    readonly imports?: readonly string[];
  };
}

/** The app as files. Its empty page becomes `app.html`: `index.html` is the home page, made ahead. */
export async function buildClient(folder: string): Promise<void> {
  await build({ logLevel: 'warn', customLogger: createBuildLogger(), build: { outDir: resolve(folder) } });
  renameSync(join(folder, 'index.html'), join(folder, 'app.html'));
}

/** Reads the manifest and takes it away: it is not for serving. */
export function takeManifest(folder: string): Manifest {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  rmSync(join(folder, '.vite'), { recursive: true });
  return manifest;
}
