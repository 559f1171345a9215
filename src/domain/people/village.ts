import type { Uuid } from '../../lib/ids.ts';
import { answersOf, type AnswersByCode } from '../record/answer.ts';
import { isDay, type Day } from '../../lib/day.ts';
import { isAdult } from './person.ts';
import { tallyOf, type Tally } from './tally.ts';
import { isDeleted, type Fields, type RecordKind } from '../record/record.ts';

/** The least that a record must have to be counted; rows of phone, server and export all fit. */
export interface CountedRecord {
  readonly id: Uuid;
  readonly kind: RecordKind;
  readonly fields: Fields;
}

export interface Person {
  readonly id: Uuid;
  readonly name: string;
  readonly birthYear: number | undefined;
  readonly living: 'here' | 'away' | 'moved' | 'died';
  /** Counted in the household's tally and never in the rows. */
  readonly inTally: boolean;
  readonly answers: AnswersByCode;
}

export interface Household {
  readonly id: Uuid;
  readonly headName: string;
  readonly address: string;
  readonly cluster: string;
  readonly responsible: Uuid | undefined;
  readonly outcome: 'refused' | 'away' | undefined;
  /** The day to come back after such an outcome. */
  readonly returnOn: Day | undefined;
  readonly hardship: boolean;
  readonly answers: AnswersByCode;
  /** Everybody on this household's list who has not been removed, in the order they were added. */
  readonly people: readonly Person[];
  /** People counted without a row. */
  readonly tally: Tally | undefined;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Lives here 6 months or more. */
export const isResident = (person: Pick<Person, 'living'>): boolean => person.living === 'here';

/** A resident of 16 or over on `asOf` who has a row of their own: the person questions are asked of them. */
export const isAskedOf = (person: Pick<Person, 'living' | 'inTally' | 'birthYear'>, asOf: Day): boolean =>
  isResident(person) && !person.inTally && isAdult(person.birthYear, asOf);

export const adultsOf = (household: Household, asOf: Day): Person[] =>
  household.people.filter((person) => isAskedOf(person, asOf));

/**
 * Households with their people, from a village's flat records. People whose household is missing are left out until it
 * arrives.
 */
export function householdsOf(records: Iterable<CountedRecord>): Household[] {
  const households: CountedRecord[] = [];
  const tallyByHousehold = new Map<string, Tally>();
  const peopleByHousehold = new Map<string, Person[]>();
  for (const record of records) {
    if (isDeleted(record)) continue;
    if (record.kind === 'household') households.push(record);
    else if (record.kind === 'tally') {
      const tally = tallyOf(record);
      const known = tally && tallyByHousehold.get(tally.household);
      // Two phones may each have made a tally, offline: every device takes the one that was made last.
      if (tally && (!known || known.id < tally.id)) tallyByHousehold.set(tally.household, tally);
    } else if (record.kind === 'person') {
      const household = text(record.fields['household']);
      const list = peopleByHousehold.get(household);
      if (list) list.push(personOf(record));
      else peopleByHousehold.set(household, [personOf(record)]);
    }
  }
  return households.map((household) =>
    householdOf(household, (peopleByHousehold.get(household.id) ?? []).sort(byId), tallyByHousehold.get(household.id)),
  );
}

// UUIDv7 sorts by when it was made, so the order of the list is the order of adding on every device.
const byId = (a: Person, b: Person): number => (a.id < b.id ? -1 : 1);

export function personOf(record: CountedRecord): Person {
  const { fields } = record;
  const living = fields['living'];
  return {
    id: record.id,
    name: text(fields['name']),
    birthYear: typeof fields['birthYear'] === 'number' ? fields['birthYear'] : undefined,
    living: living === 'away' || living === 'moved' || living === 'died' ? living : 'here',
    inTally: fields['inTally'] === true,
    answers: answersOf(fields),
  };
}

export function householdOf(record: CountedRecord, people: readonly Person[], tally: Tally | undefined): Household {
  const { fields } = record;
  const outcome = fields['outcome'];
  return {
    id: record.id,
    headName: text(fields['headName']),
    address: text(fields['address']),
    cluster: text(fields['cluster']),
    responsible: typeof fields['responsible'] === 'string' ? fields['responsible'] : undefined,
    outcome: outcome === 'refused' || outcome === 'away' ? outcome : undefined,
    returnOn: isDay(fields['returnOn']) ? fields['returnOn'] : undefined,
    hardship: fields['hardship'] === true,
    answers: answersOf(fields),
    people,
    tally,
  };
}
