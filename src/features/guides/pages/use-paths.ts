import { useLocation } from 'react-router';
import { languageFromPath, pathIn, withoutLanguage } from '../../../i18n/index.ts';
import type { PageLanguage } from '../../../i18n/index.ts';

export interface Paths {
  readonly language: PageLanguage;
  readonly home: string;
  readonly guides: string;
  readonly guide: (id: string) => string;
  /** Where a guide's drawn screens can be tapped; `#step-<n>` begins there. */
  readonly practice: (id: string) => string;
  /** Poster and folded card of a guide. */
  readonly print: (id: string) => string;
  readonly drills: string;
  /** Text size, contrast, screen kept on. */
  readonly reading: string;
  /** This page in the other language. */
  readonly translated: { readonly language: PageLanguage; readonly href: string };
}

/** The addresses of the residents' pages in the language of the page. */
export function usePaths(): Paths {
  const { pathname } = useLocation();
  const language = languageFromPath(pathname);
  const other = language === 'vi' ? 'en' : 'vi';
  const to = (path: string): string => pathIn(language, path);
  return {
    language,
    home: to('/'),
    guides: to('/guides'),
    guide: (id) => to(`/guides/${id}`),
    practice: (id) => to(`/guides/${id}/practice`),
    print: (id) => to(`/guides/${id}/print`),
    drills: to('/drills'),
    reading: to('/reading'),
    translated: { language: other, href: pathIn(other, withoutLanguage(pathname)) },
  };
}
