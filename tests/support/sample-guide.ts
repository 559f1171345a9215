import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Catalogue } from '../../src/domain/guide/catalogue.ts';
import type { Guide, GuideTexts } from '../../src/domain/guide/guide.ts';

export type Editable<T> = { -readonly [K in keyof T]: T[K] extends object ? Editable<T[K]> : T[K] };
export type Titles = Record<string, { title: string; summary: string; skill: string }>;

/** A content author's files for one guide, by their paths in the repository. */
export const guideFiles = (id: string) => ({
  guide: `src/domain/guide/data/${id}/guide.json`,
  vi: `locales/vi/guides/${id}.json`,
  en: `locales/en/guides/${id}.json`,
  catalogue: 'src/domain/guide/data/catalogue.json',
  titlesVi: 'locales/vi/guides.json',
  titlesEn: 'locales/en/guides.json',
});

const repository = join(import.meta.dirname, '../..');
export const readHere = <T>(root: string, path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;

export function writeThere(root: string, path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}

/** Writes a guide under `root` as a content author would: a copy of one that is there, under a name of its own. */
export function addGuide(root: string, id: string, copyOf = 'welfare-payment'): void {
  const [from, to] = [guideFiles(copyOf), guideFiles(id)];
  writeThere(root, to.guide, { ...readHere<Guide>(repository, from.guide), id });
  for (const language of ['vi', 'en'] as const)
    writeThere(root, to[language], readHere<GuideTexts>(repository, from[language]));
}

/** Puts it into the index. */
export function listGuide(root: string, id: string, titles: Titles[string]): void {
  const files = guideFiles(id);
  writeThere(root, files.catalogue, [...readHere<Catalogue>(root, files.catalogue), { id, topic: 'money', needs: [] }]);
  for (const path of [files.titlesVi, files.titlesEn]) {
    const texts = readHere<{ catalogue: Titles }>(root, path);
    writeThere(root, path, { ...texts, catalogue: { ...texts.catalogue, [id]: titles } });
  }
}
