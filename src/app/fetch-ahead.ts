import { fetchTexts, languageFromPath } from '../i18n/index.ts';

const surveyAddress = /^(\/en)?\/p\/[^/]+\/(today|survey|households)(\/|$)/;

/** Fetches what the address will show while the book is being opened: on a slow line that is a second and more. */
export function fetchAhead(path: string): void {
  if (!surveyAddress.test(path)) return;
  // What does not come is asked for again by the screen that needs it, and that one tells.
  void Promise.allSettled([import('../features/survey/index.ts'), fetchTexts(languageFromPath(path), 'survey')]);
}
