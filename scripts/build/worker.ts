import { join, resolve } from 'node:path';
import { build } from 'vite';
import { injectManifest } from 'workbox-build';
import config from '../../vite.config.ts';

/** Builds the service worker as one classic script that contains its precache list. */
export async function buildWorker(client: string, aside: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ...(config.build?.target === undefined ? {} : { target: config.build.target }),
      outDir: resolve(aside),
      copyPublicDir: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: 'src/sw/main.ts',
        output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false },
      },
    },
  });
  const { count, size, warnings } = await injectManifest({
    swSrc: join(aside, 'sw.js'),
    swDest: join(client, 'sw.js'),
    globDirectory: client,
    globPatterns: ['**/*.{js,css,html,svg,woff2,webmanifest}', 'icons/icon-192.png', 'favicon.ico'],
    globIgnores: ['sw.js', '404.html', 'survey.html'],
    dontCacheBustURLsMatching: /^assets\//,
    maximumFileSizeToCacheInBytes: 1_000_000,
  });
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
  console.log(`The service worker keeps ${count} files, ${Math.round(size / 1000)} KB.`);
}
