import { createElement } from 'react';
import type { ComponentType } from 'react';
import { languageFromPath, withoutLanguage } from '../../../i18n/index.ts';

/** The page at an address of the residents' site. */
export type ResidentAddress =
  | { readonly kind: 'home' | 'index' | 'drills' | 'reading' }
  | { readonly kind: 'guide' | 'practice' | 'print'; readonly id: string };

/** Reads the path (with or without language) of a residents' page; any other path counts as the index. */
export function addressOf(path: string): ResidentAddress {
  const [, id, of] = /^\/guides\/([^/]+)(?:\/(practice|print))?\/?$/.exec(withoutLanguage(path)) ?? [];
  if (id !== undefined) return { kind: of === 'practice' || of === 'print' ? of : 'guide', id };
  const bare = withoutLanguage(path).replaceAll('/', '');
  return { kind: bare === '' ? 'home' : bare === 'drills' || bare === 'reading' ? bare : 'index' };
}

/**
 * The residents' page at `path` in its frame, to be drawn without props: for the prerender, and for a browser that has
 * no prerendered page. @throws when its files cannot be loaded (offline and not cached)
 */
export async function loadResidentPage(path: string): Promise<ComponentType> {
  const [Page, { ResidentFrame }] = await Promise.all([loadPage(path), import('../pages/ResidentFrame.tsx')]);
  return () => createElement(ResidentFrame, null, createElement(Page));
}

/** The same page without a frame, for a shell that has its own. @throws as above */
export async function loadPage(path: string): Promise<ComponentType> {
  const address = addressOf(path);
  switch (address.kind) {
    case 'guide':
      return (await import('./load-guide.ts')).loadGuide(address.id, languageFromPath(path));
    case 'practice':
    case 'print':
      return (await import('./load-guide-tool.ts')).loadGuideTool(address.id, address.kind);
    case 'home':
      return (await import('../pages/HomePage.tsx')).HomePage;
    case 'drills':
      return (await import('../drills/DrillsPage.tsx')).DrillsPage;
    case 'reading':
      return (await import('../reading/ReadingPage.tsx')).ReadingPage;
    case 'index':
      return (await import('./load-index.ts')).loadIndex(languageFromPath(path));
  }
}
