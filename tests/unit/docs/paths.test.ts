import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Decisions are records of their day: paths in them are checked too, since a reader follows them today. */
const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'locales/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
  ...readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('README.md'))
    .map((name) => `src/${name.replaceAll('\\', '/')}`),
];

const files: readonly string[] = ['src', 'tests', 'scripts', 'docs', 'locales'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (name) => `${folder}/${name.replaceAll('\\', '/')}`,
  ),
);

const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

/** A file of ours named in backticks: `sync/loop/sync-loop.ts`, `submit.ts`, `src/phone/README.md`. */
const fileNames = (text: string): string[] =>
  [...text.matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.(?:ts|tsx|css|md))`/g)].map(([, name]) => name!);

/** A folder of ours named in backticks: `src/store/rows`, `tests/simulation`. */
const folderNames = (text: string): string[] =>
  [...text.matchAll(/`((?:src|tests|scripts|docs|locales)\/[\w./-]*)`/g)].map(([, name]) => name!.replace(/\/$/, ''));

const links = (text: string): string[] => [...text.matchAll(/\]\(([^)#]+?)(?:#[^)]*)?\)/g)].map(([, to]) => to!);

describe.each(pages)('%s', (page) => {
  const text = textOf(page);

  it('names only files that exist, by the end of their path', () => {
    const missing = fileNames(text).filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)));
    expect(missing.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it('names only folders that exist', () => {
    expect(folderNames(text).filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it('links only to what exists', () => {
    const missing = links(text)
      .filter((to) => !/^[a-z]+:/.test(to))
      .filter((to) => !existsSync(join(root, dirname(page), to)));
    expect(missing).toEqual([]);
  });
});
