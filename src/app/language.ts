import { languageFromPath } from '../i18n/index.ts';
import type { PageLanguage } from '../i18n/index.ts';

const key = 'language';

/** The icon on the home screen opens `/start`, whose address says no language: the one last used here counts. */
export const preferredLanguage = (): PageLanguage => (languageFromPath(location.pathname) === 'en' || localStorage.getItem(key) === 'en' ? 'en' : 'vi');

/** A person's own pages tell which language they read; nothing else about them is kept here. */
export function rememberLanguage(pathname: string): void {
  if (/^(\/en)?\/p\//.test(pathname)) localStorage.setItem(key, languageFromPath(pathname));
}
