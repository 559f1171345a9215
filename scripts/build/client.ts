import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type BuildEnvironmentOptions } from 'vite';
import { chunkNames, chunksByModule, textsChunk, type BuiltChunk } from './chunks.ts';
import { createBuildLogger } from './logger.ts';

/** Vite's manifest entry for each module of the client's build (https://vite.dev/guide/backend-integration). */
export interface Manifest {
  readonly [source: string]: {
    readonly file: string;
    readonly name?: string;
    readonly css?: readonly string[];
    readonly imports?: readonly string[];
  };
}

/** Builds the app's files. Its empty page becomes `app.html`, because `index.html` is the prerendered home page. */
export async function buildClient(folder: string): Promise<void> {
  const chunks = chunksByModule(await smallestChunks(), {
    team: resolve('src/app/team-app.tsx'),
    survey: resolve('src/features/survey/index.ts'),
  });
  const groups = [
    { name: 'main', tags: ['$initial' as const], priority: chunkNames.length + 1 },
    ...chunkNames.map((name, i) => ({
      name,
      test: (id: string) => chunks.get(id) === name,
      priority: chunkNames.length - i,
    })),
    { debugName: 'texts', name: (id: string) => textsChunk(id) ?? null },
  ];
  await buildWith({ outDir: resolve(folder), rolldownOptions: { output: { codeSplitting: { groups } } } });
  renameSync(join(folder, 'index.html'), join(folder, 'app.html'));
}

const buildWith = (options: BuildEnvironmentOptions) =>
  build({ logLevel: 'warn', customLogger: createBuildLogger(), build: options });

/** A build with one chunk per way of reaching a module, which tells what is fetched together. Writes nothing. */
async function smallestChunks(): Promise<BuiltChunk[]> {
  const built = await buildWith({ write: false, minify: false });
  if (!('output' in built)) throw new Error('The client is one build.');
  return built.output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
}

/** Reads the manifest and deletes it: it must not be served. */
export function takeManifest(folder: string): Manifest {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  rmSync(join(folder, '.vite'), { recursive: true });
  return manifest;
}
