import type { Uuid } from '../lib/ids.ts';
import type { AnswersByCode } from './answer.ts';
import type { Day } from './day.ts';
import { isKnownCode, wasAsked } from './questionnaire/flow.ts';
import { topicsNeeded } from './needed-topics.ts';
import type { WishTopic } from './questionnaire/wish-topics.ts';
import { isDeleted, isErased, type RecordKind } from './record.ts';
import { isLeaving } from './redirect.ts';
import { tallyOf } from './tally.ts';
import { householdOf, personOf, type CountedRecord, type Household, type Person } from './village.ts';

/**
 * What finding a home needs of one record. A village's summaries are a tenth of its records: that is what lets a cheap
 * phone open a list of ten thousand homes.
 */
export type RecordSummary = HouseholdSummary | PersonSummary | TallySummary | OtherSummary;

interface OfRecord {
  readonly id: Uuid;
}

/** How far its own questions have come. */
export type Asked = 'no' | 'partly' | 'all';

export interface HouseholdSummary extends OfRecord, Pick<Household, 'headName' | 'address' | 'cluster' | 'responsible' | 'outcome' | 'returnOn' | 'hardship'> {
  readonly kind: 'household';
  readonly asked: Asked;
}

export interface PersonSummary extends OfRecord, Pick<Person, 'name' | 'birthYear' | 'living' | 'inTally'> {
  readonly kind: 'person';
  readonly home: Uuid;
  readonly asked: Asked;
  /** What they could be shown, most wanted first. */
  readonly needs: readonly WishTopic[];
}

export interface TallySummary extends OfRecord {
  readonly kind: 'tally';
  readonly home: Uuid;
  readonly on: Day;
}

/** Belongs to a home and is looked at only there (consents, visits). */
export interface OtherSummary extends OfRecord {
  readonly kind: Exclude<RecordKind, 'household' | 'person' | 'tally'>;
  readonly home: Uuid;
}

/** Raised when a summary says more or something else: what phones have kept is made anew then. */
export const summaryEdition = 1;

/** Undefined for what is deleted or erased, and for what belongs to no home. */
export function summaryOf(record: CountedRecord): RecordSummary | undefined {
  if (isDeleted(record) || isErased(record) || isLeaving(record)) return undefined;
  const { id, kind } = record;
  if (kind === 'household') return householdSummary(record);
  const home = record.fields['household'];
  if (typeof home !== 'string') return undefined;
  if (kind === 'person') return personSummary(record, home);
  if (kind !== 'tally') return { id, kind, home };
  const tally = tallyOf(record);
  return tally && { id, kind, home, on: tally.on };
}

function householdSummary(record: CountedRecord): HouseholdSummary {
  const { id, headName, address, cluster, responsible, outcome, returnOn, hardship, answers } = householdOf(record, [], undefined);
  return { id, kind: 'household', headName, address, cluster, responsible, outcome, returnOn, hardship, asked: askedOf('household', answers) };
}

function personSummary(record: CountedRecord, home: Uuid): PersonSummary {
  const { id, name, birthYear, living, inTally, answers } = personOf(record);
  return { id, kind: 'person', home, name, birthYear, living, inTally, asked: askedOf('person', answers), needs: topicsNeeded(answers) };
}

function askedOf(kind: 'household' | 'person', answers: AnswersByCode): Asked {
  if (wasAsked(kind, answers)) return 'all';
  return Object.keys(answers).some(isKnownCode) ? 'partly' : 'no';
}

