import { createElement } from 'react';
import type { ComponentType } from 'react';
import catalogue from '../../domain/guide/data/catalogue.json';
import type { PageLanguage } from '../../i18n/index.ts';
import { loadContent } from './load-guide.ts';

/** By a guide's id: the everyday words it is looked for by. They stand in the page, so that searching fetches nothing. */
export type SearchWords = Readonly<Record<string, readonly string[]>>;

/** The index of all guides, to be drawn without props. @throws when its files cannot be had */
export async function loadIndex(language: PageLanguage): Promise<ComponentType> {
  const [{ GuidesPage }, ...contents] = await Promise.all([import('./GuidesPage.tsx'), ...catalogue.map(({ id }) => loadContent(id, language))]);
  const search: SearchWords = Object.fromEntries(contents.flatMap((content) => (content ? [[content.guide.id, content.texts.search]] : [])));
  return () => createElement(GuidesPage, { search });
}
