import { createElement } from 'react';
import type { ComponentType } from 'react';
import catalogue from '../../../domain/guide/data/catalogue.json';
import type { PageLanguage } from '../../../i18n/index.ts';
import type { SearchWords } from './guide-content.ts';
import { loadContent } from './load-guide.ts';

/** The index of all guides, to be drawn without props. @throws when its files cannot be loaded */
export async function loadIndex(language: PageLanguage): Promise<ComponentType> {
  const [{ GuidesPage }, ...contents] = await Promise.all([
    import('../pages/GuidesPage.tsx'),
    ...catalogue.map(({ id }) => loadContent(id, language)),
  ]);
  const search: SearchWords = Object.fromEntries(
    contents.flatMap((content) => (content ? [[content.guide.id, content.texts.search]] : [])),
  );
  return () => createElement(GuidesPage, { search });
}
