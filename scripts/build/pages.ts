import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import common from '../../locales/vi/common.json' with { type: 'json' };
import type * as prerender from '../../src/app/prerender.tsx';
import type { ChunkName } from './chunks.ts';
import { takeManifest, type Manifest } from './client.ts';
import { createBuildLogger } from './logger.ts';
import { fillPage, plainPage, withPreloads } from './html.ts';

type Prerender = Pick<typeof prerender, 'pages' | 'render'>;

/** Prerenders every static page and writes it where the server looks: `/guides/x` → `guides/x/index.html`. */
export async function buildPages(client: string, aside: string): Promise<void> {
  const { pages, render } = await loadPrerender(aside);
  const template = readFileSync(join(client, 'app.html'), 'utf8');
  const manifest = takeManifest(client);
  for (const { path } of pages()) {
    const page = await render(path);
    write(join(client, path, 'index.html'), fillPage(template, page, textsFor(page.language, manifest)));
  }
  write(join(client, 'app.html'), withPreloads(template, scriptsOf(template, manifest, ['team-app'])));
  // A second copy of app.html that preloads the survey, for URLs that open it; the service worker (src/sw) caches only
  // one of the two.
  write(
    join(client, 'survey.html'),
    withPreloads(template, scriptsOf(template, manifest, ['team-app', 'team-survey'])),
  );
  write(join(client, '404.html'), plainPage(template, common.notFound, '/'));
}

async function loadPrerender(aside: string): Promise<Prerender> {
  await build({
    logLevel: 'warn',
    customLogger: createBuildLogger(),
    build: {
      ssr: 'src/app/prerender.tsx',
      outDir: resolve(aside),
      minify: false,
      manifest: false,
      copyPublicDir: false,
      // The prerender has all texts in one file on purpose; the browser fetches them one by one.
      rollupOptions: { checks: { ineffectiveDynamicImport: false } },
    },
  });
  return (await import(pathToFileURL(resolve(aside, 'prerender.js')).href)) as Prerender;
}

function write(file: string, html: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}

/** The texts that the page's script imports at once; preload links fetch them together with the script. */
function textsFor(language: string, manifest: Manifest): string[] {
  const file = manifest[`locales/${language}/common.json`]?.file;
  return file ? [`/${file}`] : [];
}

/**
 * The scripts that the team's app runs first, and its Vietnamese texts; without preload links they would be fetched
 * only after the app's own script.
 *
 * @param chunks names of `chunks.ts`
 */
function scriptsOf(template: string, manifest: Manifest, chunks: readonly ChunkName[]): string[] {
  const files = new Set<string>();
  const add = (source: string): void => {
    const chunk = manifest[source];
    if (!chunk) throw new Error(`The build has no ${source}.`);
    if (files.has(`/${chunk.file}`)) return;
    files.add(`/${chunk.file}`);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  const named = (name: string): string => {
    const found = Object.keys(manifest).filter((source) => manifest[source]?.name === name);
    if (found.length !== 1) throw new Error(`The build has ${found.length} files called ${name}.`);
    return found[0]!;
  };
  for (const name of [...chunks, 'team-vi']) add(named(name));
  for (const texts of ['common', 'ui']) add(`locales/vi/${texts}.json`);
  return [...files].filter((file) => !template.includes(file));
}
