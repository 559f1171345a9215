import { resolve } from 'node:path';
import { build } from 'vite';

/**
 * Builds the server as plain JavaScript; packages stay in node_modules. All files are in one folder, because the
 * embedded database loads its thread's file from beside its own.
 */
export async function buildServer(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: resolve(folder),
      target: 'node20',
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      rollupOptions: {
        input: {
          main: 'src/server/main.ts',
          cli: 'src/server/cli/main.ts',
          demo: 'src/server/demo/main.ts',
          'pglite-worker': 'src/server/database/pglite/pglite-worker.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}
