import type { loadTexts } from '../i18n/index.ts';
import { withoutLanguage } from '../i18n/index.ts';
import {
  campaigns,
  criteria,
  households,
  progress,
  proposals,
  recordings,
  review,
  settings,
  survey,
  team,
  village,
  visits,
} from './features.ts';
import type { LazyFeature } from './lazy-feature.tsx';

type Feature = Pick<LazyFeature<unknown>, 'fetch'>;

/** The feature of most screens whose address begins so; a few have one of their own, and fetch it themselves. */
const features = new Map<string, Feature>([
  ['today', survey],
  ['survey', survey],
  ['households', survey],
  ['aid', survey],
  ['remarks', survey],
  ['visits', visits],
  ['sessions', visits],
  ['assign', visits],
  ['proposals', proposals],
  ['progress', progress],
  ['report', progress],
  ['checklists', progress],
  ['team-file', progress],
  ['targets', progress],
  ['facts', progress],
  ['villages', progress],
  ['campaigns', campaigns],
  ['criteria', criteria],
  ['village-page', village],
  ['team', team],
  ['card', team],
  ['review', review],
  ['waiting', review],
  ['recordings', recordings],
  ['settings', settings],
  ['ledger', settings],
  ['backup', settings],
]);

function featureAt(path: string): Feature | undefined {
  const [, p, , place = '', ...rest] = withoutLanguage(path).split('/');
  if (p !== 'p') return undefined;
  return place === 'households' && rest.length === 0 ? households : features.get(place);
}

/**
 * Fetches the code and texts of the screen at this address while the local store opens: on a slow line it takes a
 * second or more.
 */
export function fetchAhead(path: string, i18n: Parameters<typeof loadTexts>[0]): void {
  // A failed fetch is repeated, and reported, by the screen that needs the file.
  void featureAt(path)
    ?.fetch(i18n)
    .catch(() => undefined);
}
