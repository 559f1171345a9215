import type app from '../../locales/vi/app.json';
import type audio from '../../locales/vi/audio.json';
import type campaigns from '../../locales/vi/campaigns.json';
import type checklists from '../../locales/vi/checklists.json';
import type common from '../../locales/vi/common.json';
import type consent from '../../locales/vi/consent.json';
import type criteria from '../../locales/vi/criteria.json';
import type drills from '../../locales/vi/drills.json';
import type guides from '../../locales/vi/guides.json';
import type households from '../../locales/vi/households.json';
import type join from '../../locales/vi/join.json';
import type lock from '../../locales/vi/lock.json';
import type papers from '../../locales/vi/papers.json';
import type passkeys from '../../locales/vi/passkeys.json';
import type practice from '../../locales/vi/practice.json';
import type progress from '../../locales/vi/progress.json';
import type proposals from '../../locales/vi/proposals.json';
import type reading from '../../locales/vi/reading.json';
import type review from '../../locales/vi/review.json';
import type rights from '../../locales/vi/rights.json';
import type settings from '../../locales/vi/settings.json';
import type survey from '../../locales/vi/survey.json';
import type sync from '../../locales/vi/sync.json';
import type team from '../../locales/vi/team.json';
import type ui from '../../locales/vi/ui.json';
import type village from '../../locales/vi/village.json';
import type villages from '../../locales/vi/villages.json';
import type visits from '../../locales/vi/visits.json';
import type { Namespace } from './namespaces.ts';

/** The keys that `t` accepts: those of the Vietnamese files; any other key does not compile. */
export interface Texts extends Record<Namespace, unknown> {
  app: typeof app;
  audio: typeof audio;
  campaigns: typeof campaigns;
  checklists: typeof checklists;
  common: typeof common;
  consent: typeof consent;
  criteria: typeof criteria;
  drills: typeof drills;
  guides: typeof guides;
  households: typeof households;
  join: typeof join;
  lock: typeof lock;
  papers: typeof papers;
  passkeys: typeof passkeys;
  practice: typeof practice;
  progress: typeof progress;
  proposals: typeof proposals;
  reading: typeof reading;
  review: typeof review;
  rights: typeof rights;
  settings: typeof settings;
  survey: typeof survey;
  sync: typeof sync;
  team: typeof team;
  ui: typeof ui;
  village: typeof village;
  villages: typeof villages;
  visits: typeof visits;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Texts;
  }
}
