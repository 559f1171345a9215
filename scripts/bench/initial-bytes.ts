// What a visitor's first page loads: the built files that its HTML names, brotli as served.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './entry.ts';
import { kilobytes } from './print.ts';

interface PageBytes {
  readonly page: string;
  readonly html: number;
  readonly css: number;
  readonly js: number;
}

export const bench: Bench = {
  tables: async () => [
    {
      title: 'Before a page is live (brotli)',
      columns: ['html', 'css', 'js'],
      rows: initialBytes().map(({ page, html, css, js }) => [page, ...[html, css, js].map(kilobytes)]),
      notes: ['Budget of a guide or home page: 95 KB of JavaScript.'],
    },
  ],
};

const root = join(import.meta.dirname, '../../dist/client');
const compressed = (path: string): number => {
  const file = join(root, path);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
};

/** The pages a resident may land on. Scripts named by `modulepreload` count: they load before anything is live. */
function initialBytes(): PageBytes[] {
  return ['index.html', 'guides/etax-mobile/index.html', 'guides/etax-mobile/practice/index.html', 'app.html'].map(
    (page) => {
      const html = readFileSync(join(root, page), 'utf8');
      const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
      const sum = (ending: string): number =>
        [...new Set(named)]
          .filter((path) => path.endsWith(ending))
          .reduce((bytes, path) => bytes + compressed(path), 0);
      return { page, html: compressed(page), css: sum('.css'), js: sum('.js') };
    },
  );
}
