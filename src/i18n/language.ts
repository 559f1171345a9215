/**
 * Vietnamese is the default and needs no prefix; `rad` (Êđê) has no pages of its own yet and falls back to Vietnamese.
 */
export const languages = ['vi', 'en', 'rad'] as const;
export type Language = (typeof languages)[number];

/** Languages whose texts are complete, so that pages are made in them. */
export const pageLanguages = ['vi', 'en'] as const satisfies readonly Language[];
export type PageLanguage = (typeof pageLanguages)[number];

/** The language a URL path asks for: `/en` and `/en/…` are English, everything else Vietnamese. */
export const languageFromPath = (path: string): PageLanguage => (/^\/en(\/|$)/.test(path) ? 'en' : 'vi');

/** The path without its language prefix, always starting with `/`. */
export const withoutLanguage = (path: string): string => path.replace(/^\/en(?=\/|$)/, '') || '/';

/** The same page in another language: `pathIn('en', '/guides')` is `/en/guides`. */
export function pathIn(language: PageLanguage, path: string): string {
  const plain = withoutLanguage(path);
  if (language === 'vi') return plain;
  return plain === '/' ? '/en' : `/en${plain}`;
}
