import type { Condition } from '../questionnaire/condition.ts';

/**
 * Who is counted: residents of 16 or over, all residents (under 16 are not asked and do not count as met), residents of
 * 15 or over (who are 15 are not asked and not known) or of 18 or over, as national plans count them, or households.
 */
export type Population = 'adults' | 'residents' | 'from15' | 'from18' | 'households';

/** The same condition as another figure's, counted among those whom a national plan names. */
export const isOtherBase = (among: Population): boolean => among === 'from15' || among === 'from18';

/** A figure as data. Its words and formula are `progress:indicator.<id>.*` in locales/. */
export interface Indicator {
  readonly id: IndicatorId;
  readonly among: Population;
  /** Whose answers decide: the household's speak for everybody in it, a person's only for those who were asked. */
  readonly asks: 'household' | 'person';
  readonly met: Condition;
  /**
   * People this figure cannot be about (no errand with the State, no tax): counted apart, nobody fakes a form for a
   * number.
   */
  readonly apart?: Condition;
}

/** The names lie on the wire and in rollups. */
export const indicatorIds = [
  'T1',
  'T1residents',
  'T2',
  'T2plus',
  'socialOnly',
  'T3covered',
  'T3subscribed',
  'T4',
  'T4residents',
  'T5',
  'T5residents',
  'vneid',
  'payment',
  'publicServices',
  'etax',
  'healthCard',
  'healthRecord',
  'satisfaction',
  'buysOnline',
  'smartphone',
  'signature',
  'safety',
  'skillsConfirmed',
  'homePhone',
  'zaloGroup',
  'sellsOnline',
  'T4from15',
  'T4from18',
  'smartphoneFrom18',
  'signatureFrom18',
  'publicServicesFrom18',
  'skillsConfirmedFrom18',
] as const;
export type IndicatorId = (typeof indicatorIds)[number];
