import type app from '../../locales/vi/app.json';
import type audio from '../../locales/vi/audio.json';
import type common from '../../locales/vi/common.json';
import type consent from '../../locales/vi/consent.json';
import type drills from '../../locales/vi/drills.json';
import type guides from '../../locales/vi/guides.json';
import type homes from '../../locales/vi/homes.json';
import type join from '../../locales/vi/join.json';
import type lock from '../../locales/vi/lock.json';
import type practice from '../../locales/vi/practice.json';
import type progress from '../../locales/vi/progress.json';
import type reading from '../../locales/vi/reading.json';
import type review from '../../locales/vi/review.json';
import type rights from '../../locales/vi/rights.json';
import type settings from '../../locales/vi/settings.json';
import type survey from '../../locales/vi/survey.json';
import type sync from '../../locales/vi/sync.json';
import type team from '../../locales/vi/team.json';
import type ui from '../../locales/vi/ui.json';
import type visits from '../../locales/vi/visits.json';
import type { Namespace } from './namespaces.ts';

/** What `t` accepts: the Vietnamese files are the reference, so a key that is not there does not compile. */
export interface Texts extends Record<Namespace, unknown> {
  app: typeof app;
  audio: typeof audio;
  common: typeof common;
  consent: typeof consent;
  drills: typeof drills;
  guides: typeof guides;
  homes: typeof homes;
  join: typeof join;
  lock: typeof lock;
  practice: typeof practice;
  progress: typeof progress;
  reading: typeof reading;
  review: typeof review;
  rights: typeof rights;
  settings: typeof settings;
  survey: typeof survey;
  sync: typeof sync;
  team: typeof team;
  ui: typeof ui;
  visits: typeof visits;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Texts;
  }
}
