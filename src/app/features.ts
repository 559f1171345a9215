import { lazyFeature } from './lazy-feature.tsx';

/** The features with the texts of their screens. Fetched by those who open them: no role opens all. */
export const survey = lazyFeature(() => import('../features/survey/index.ts'), {
  first: ['survey'],
  later: ['consent', 'visits', 'guides'],
});
export const visits = lazyFeature(() => import('../features/survey/visits/index.ts'), {
  first: ['survey', 'visits', 'guides'],
});
export const family = lazyFeature(() => import('../features/survey/family/index.ts'), {
  first: ['checklists', 'survey', 'visits', 'guides'],
});
export const proposals = lazyFeature(() => import('../features/survey/proposals/index.ts'), {
  first: ['proposals', 'survey'],
});
export const households = lazyFeature(() => import('../features/households/index.ts'), {
  first: ['households', 'survey'],
});
export const progress = lazyFeature(() => import('../features/progress/index.ts'), {
  first: ['progress', 'villages', 'survey', 'guides', 'campaigns'],
  later: ['papers', 'visits', 'checklists'],
});
export const team = lazyFeature(() => import('../features/team/index.ts'), { first: ['team'] });
export const rights = lazyFeature(() => import('../features/rights/index.ts'), {
  first: ['rights', 'survey', 'consent'],
});
export const review = lazyFeature(() => import('../features/review/index.ts'), { first: ['review', 'survey'] });
export const recordings = lazyFeature(() => import('../features/recordings/index.ts'), { first: ['audio', 'guides'] });
export const village = lazyFeature(() => import('../features/village/index.ts'), { first: ['village', 'proposals'] });
export const campaigns = lazyFeature(() => import('../features/campaigns/index.ts'), { first: ['campaigns'] });
export const criteria = lazyFeature(() => import('../features/criteria/index.ts'), {
  first: ['criteria', 'checklists', 'progress'],
});
export const settings = lazyFeature(() => import('../features/settings/index.ts'), { first: ['settings', 'sync'] });
export const passkeys = lazyFeature(() => import('../features/passkeys/index.ts'), { first: ['passkeys'] });
