import { createElement } from 'react';
import type { ComponentType } from 'react';
import type { Guide, GuideTexts } from '../../domain/guide/guide.ts';
import { languageFromPath, withoutLanguage } from '../../i18n/index.ts';

export interface GuideContent {
  readonly guide: Guide;
  readonly texts: GuideTexts;
}

/** The guide's id in a path, whether there is such a guide or not. */
export const guideIdOf = (path: string): string | undefined => /^\/guides\/([^/]+)(\/practice)?\/?$/.exec(withoutLanguage(path))?.[1];

/** Whether the path is a guide's practice and not the guide. */
export const isPractice = (path: string): boolean => /\/practice\/?$/.test(path);

/**
 * The residents' page at `path` in its frame, to be drawn without props: for the prerender, and for a browser that has no
 * prerendered page. @throws when its files cannot be had (offline and not cached)
 */
export async function loadResidentPage(path: string): Promise<ComponentType> {
  const [Page, { ResidentFrame }] = await Promise.all([loadPage(path), import('./ResidentFrame.tsx')]);
  return () => createElement(ResidentFrame, null, createElement(Page));
}

/** The same page without a frame, for a shell that has its own. @throws as above */
export async function loadPage(path: string): Promise<ComponentType> {
  const id = guideIdOf(path);
  if (id !== undefined && isPractice(path)) return (await import('./practice/load-practice-page.ts')).loadPracticePage(id);
  if (id !== undefined) return (await import('./load-guide.ts')).loadGuide(id, languageFromPath(path));
  if (withoutLanguage(path) === '/') return (await import('./HomePage.tsx')).HomePage;
  return (await import('./GuidesPage.tsx')).GuidesPage;
}
