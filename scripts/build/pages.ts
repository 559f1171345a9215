import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import common from '../../locales/vi/common.json' with { type: 'json' };
import type * as prerender from '../../src/app/prerender.tsx';
import { takeManifest, type Manifest } from './client.ts';
import { createBuildLogger } from './logger.ts';
import { fillPage, plainPage, withPreloads } from './html.ts';

type Prerender = Pick<typeof prerender, 'pages' | 'render'>;

/** Draws every page that is made ahead and puts it where the server looks: `/guides/x` → `guides/x/index.html`. */
export async function buildPages(client: string, aside: string): Promise<void> {
  const { pages, render } = await loadPrerender(aside);
  const template = readFileSync(join(client, 'app.html'), 'utf8');
  const manifest = takeManifest(client);
  for (const { path } of pages()) {
    const page = await render(path);
    write(join(client, path, 'index.html'), fillPage(template, page, textsFor(page.language, manifest)));
  }
  write(join(client, 'app.html'), withPreloads(template, teamScripts(template, manifest)));
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
      // The prerender has all texts in one file on purpose, while the browser fetches them one by one.
      rollupOptions: { checks: { ineffectiveDynamicImport: false } },
    },
  });
  return (await import(pathToFileURL(resolve(aside, 'prerender.js')).href)) as Prerender;
}

function write(file: string, html: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}

/** The texts that the page's script asks for as soon as it runs: named in the head they come together with it. */
function textsFor(language: string, manifest: Manifest): string[] {
  const file = manifest[`locales/${language}/common.json`]?.file;
  return file ? [`/${file}`] : [];
}

/**
 * What every page of the team's app runs first, with its texts in Vietnamese: its own script would ask for them only
 * once it is there itself.
 */
function teamScripts(template: string, manifest: Manifest): string[] {
  const files = new Set<string>();
  const add = (source: string): void => {
    const chunk = manifest[source];
    if (!chunk) throw new Error(`The build has no ${source}.`);
    if (files.has(`/${chunk.file}`)) return;
    files.add(`/${chunk.file}`);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  add('src/app/team-app.tsx');
  for (const texts of ['common', 'ui', 'app']) add(`locales/vi/${texts}.json`);
  return [...files].filter((file) => !template.includes(file));
}
