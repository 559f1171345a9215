import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiFeatures, cssFeatures, floor, lackedBy, tooNewIn } from '../../../scripts/browser-features.ts';

// The server has a Node of its own floor; all else runs in a browser, the libraries' code included.
const ours = ['lib', 'domain', 'protocol', 'store', 'sync', 'phone', 'i18n', 'ui', 'features', 'app', 'sw'];
const libraries = [
  'dexie/dist/modern/dexie.mjs',
  'i18next/dist/esm/i18next.js',
  'react-dom/cjs/react-dom-client.production.js',
  'uplot/dist/uPlot.esm.js',
  'uqr/dist/index.mjs',
  'valibot/dist/index.mjs',
  'workbox-core/index.mjs',
  'workbox-precaching/index.mjs',
  'zustand/esm/vanilla.mjs',
];
/** What a library uses only where it is there, or only for a part of it that this app does not use. */
const excused: Readonly<Record<string, { readonly feature: string; readonly why: string }>> = {
  'react-dom': { feature: 'view transitions', why: 'only for <ViewTransition>' },
  valibot: { feature: 'URL.canParse, URL.parse', why: 'asks for it first' },
};
const isExcused = (path: string, feature: string): boolean => excused[path.split('/')[1] ?? '']?.feature === feature;
const all = ours.flatMap((room) =>
  readdirSync(join('src', room), { recursive: true, encoding: 'utf8' }).map((path) => join('src', room, path)),
);
const files = (ending: string) => all.filter((path) => path.endsWith(ending));
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const read = (path: string): string => withoutComments(readFileSync(path, 'utf8'));

describe('what is asked of a browser', () => {
  it('is there in every browser of the floor, or has a stand-in', () => {
    const code = [...files('.ts'), ...files('.tsx'), ...libraries.map((path) => `node_modules/${path}`)];
    expect(code.length).toBeGreaterThan(300);
    const found = [
      ...code.map(
        (path) => [path, tooNewIn(read(path), apiFeatures).filter((name) => !isExcused(path, name))] as const,
      ),
      ...files('.css').map((path) => [path, tooNewIn(read(path), cssFeatures)] as const),
    ];
    expect(found.filter(([, names]) => names.length > 0)).toEqual([]);
  });

  it('is built for the same floor', () => {
    const target = readFileSync('vite.config.ts', 'utf8');
    for (const [browser, version] of Object.entries(floor)) expect(target).toContain(`'${browser}${version}'`);
    expect(readFileSync('docs/browsers.md', 'utf8')).toContain(
      `Chrome ${floor.chrome}, Safari ${floor.safari}, Firefox ${floor.firefox}`,
    );
  });

  it('stands in docs/browsers.md as it stands in the list', () => {
    const page = readFileSync('docs/browsers.md', 'utf8');
    for (const feature of [...apiFeatures, ...cssFeatures])
      if (feature.standIn !== undefined) expect(page).toContain(`| ${feature.name} |`);
  });

  it('finds what is too new', () => {
    expect(tooNewIn('const { resolve } = Promise.withResolvers()', apiFeatures)).toEqual(['Promise.withResolvers']);
    expect(tooNewIn('a { & b { color: light-dark(red, blue) } }\n  & c {}', cssFeatures)).toEqual([
      'nesting',
      'light-dark()',
    ]);
    expect(apiFeatures.filter((feature) => feature.name === 'Web Locks').flatMap(lackedBy)).toEqual([]);
  });
});
