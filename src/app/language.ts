import { languageFromPath } from '../i18n/index.ts';
import type { PageLanguage } from '../i18n/index.ts';

const key = 'language';

/** The icon on the home screen opens `/start`, whose address says no language: the one last used here counts. */
export const preferredLanguage = (): PageLanguage =>
  languageFromPath(location.pathname) === 'en' || localStorage.getItem(key) === 'en' ? 'en' : 'vi';

/** Remembers the language of the person's own pages, and nothing else about them. */
export function rememberLanguage(pathname: string): void {
  if (/^(\/en)?\/p\//.test(pathname)) localStorage.setItem(key, languageFromPath(pathname));
}
