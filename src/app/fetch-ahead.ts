import type { loadTexts } from '../i18n/index.ts';
import { withoutLanguage } from '../i18n/index.ts';
import { households, survey } from './features.ts';

const householdsAddress = /^\/p\/[^/]+\/households$/;
const surveyAddress = /^\/p\/[^/]+\/(today|survey|households)(\/|$)/;

/**
 * Fetches the code and texts of the screen at this address while the local store opens: on a slow line it takes a
 * second or more.
 */
export function fetchAhead(path: string, i18n: Parameters<typeof loadTexts>[0]): void {
  const address = withoutLanguage(path);
  const feature = householdsAddress.test(address) ? households : surveyAddress.test(address) ? survey : undefined;
  // A failed fetch is repeated, and reported, by the screen that needs the file.
  void feature?.fetch(i18n).catch(() => undefined);
}
