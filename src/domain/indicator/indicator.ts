import type { Condition } from '../condition.ts';

/** Who is counted: residents of 16 or over, all residents (under 16 are not asked and do not count as met), or homes. */
export type Population = 'adults' | 'residents' | 'households';

/** A figure as data. Its words and formula are `progress:indicator.<id>.*` in locales/. */
export interface Indicator {
  readonly id: IndicatorId;
  readonly among: Population;
  /** Whose answers decide: the home's speak for everybody in it, a person's only for those who were asked. */
  readonly asks: 'home' | 'person';
  readonly met: Condition;
  /** People this figure cannot be about (no errand with the State, no tax): counted apart, nobody fakes a form for a number. */
  readonly apart?: Condition;
}

export const indicatorIds = [
  'T1',
  'T1residents',
  'T2',
  'T2plus',
  'socialOnly',
  'T3subscribed',
  'T4',
  'T4residents',
  'T5',
  'T5residents',
  'smartphone',
  'signature',
  'safety',
  'skillsConfirmed',
  'homePhone',
  'zaloGroup',
  'sellsOnline',
] as const;
export type IndicatorId = (typeof indicatorIds)[number];
