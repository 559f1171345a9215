import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** Every program that a test starts, and kills, as a process of its own. */
const sources = {
  server: 'src/server/main.ts',
  cli: 'src/server/cli/main.ts',
  // The embedded database looks for it beside the program.
  'pglite-worker': 'src/server/database/pglite/pglite-worker.ts',
  writer: 'tests/server/database/children/writer.ts',
  committer: 'tests/server/database/children/committer.ts',
  holder: 'tests/server/database/children/holder.ts',
  'failing-disk': 'tests/server/database/children/failing-disk.ts',
  'disk-recorder': 'tests/support/programs/disk-recorder.ts',
};

export type Program = keyof typeof sources;

/**
 * Builds them, once for all tests: tsx would cost each start a second.
 * @returns the folder; whoever asked removes it
 */
export async function buildPrograms(): Promise<string> {
  // Inside the repository, where Node finds node_modules.
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const folder = mkdtempSync(join(root, '.tmp/programs-'));
  try {
    await build({
      root,
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      build: {
        ssr: true,
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rollupOptions: {
          input: Object.fromEntries(Object.entries(sources).map(([name, path]) => [name, join(root, path)])),
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}
