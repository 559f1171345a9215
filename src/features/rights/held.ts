import type { Uuid } from '../../lib/ids.ts';
import { answersOf, type StandingAnswer } from '../../domain/record/answer.ts';
import {
  consentingPeople,
  consentsOf,
  consentState,
  currentConsentText,
  type Consent,
  type ConsentState,
} from '../../domain/people/consent.ts';
import type { Day } from '../../lib/day.ts';
import { isDeleted } from '../../domain/record/record.ts';
import { intoTally } from '../../domain/people/tally.ts';
import { householdsOf, type Household, type Person } from '../../domain/people/village.ts';
import type { Change, PhoneRecord } from '../../store/phone-store.ts';

export interface HeldPerson extends Person {
  readonly sex: string | undefined;
  readonly consent: ConsentState;
  /** Every time they were asked, oldest first. */
  readonly consents: readonly Consent[];
}

/** All that this phone stores about a household. */
export interface Held {
  readonly household: Household;
  readonly people: readonly HeldPerson[];
  /** The number of other records about the household, by kind. */
  readonly others: {
    readonly visit: number;
    readonly tally: number;
    readonly proposal: number;
    readonly remark: number;
    readonly aid: number;
  };
  /** The stored rows, for the machine-readable file. */
  readonly records: readonly PhoneRecord[];
}

export function heldAbout(records: readonly PhoneRecord[], household: Uuid, today: Day): Held | undefined {
  const found = householdsOf(records).find(({ id }) => id === household);
  if (!found) return undefined;
  const own = records.filter(
    (record) => !isDeleted(record) && (record.id === household || record.fields['household'] === household),
  );
  const byId = new Map(own.map((record) => [record.id, record]));
  const consents = consentsOf(own);
  const people = consentingPeople(own);
  const count = (kind: string): number => own.filter((record) => record.kind === kind).length;
  return {
    household: found,
    people: found.people.map((person) => {
      const sex = byId.get(person.id)?.fields['sex'];
      return {
        ...person,
        sex: typeof sex === 'string' ? sex : undefined,
        consent: consentState(person.id, 'answers', consents, people, today),
        consents: consents.filter((one) => one.person === person.id),
      };
    }),
    others: {
      visit: count('visit'),
      tally: count('tally'),
      proposal: count('proposal'),
      remark: count('remark'),
      aid: count('aid'),
    },
    records: own,
  };
}

/**
 * The changes that withdraw a person's consent: each yes gets its end day, the answers are emptied, and the person
 * counts in the tally from now on. A late answer of another phone finds them in the tally. Only an erasure removes the
 * server's history.
 */
export function withdrawConsent(held: Held, person: Uuid, today: Day): Change[] {
  const byId = new Map(held.records.map((record) => [record.id, record]));
  const change = (record: PhoneRecord, set: Change['set']): Change => ({
    record: record.id,
    village: record.village,
    kind: record.kind,
    set,
    bases: record.bases,
  });
  const ended = (held.people.find(({ id }) => id === person)?.consents ?? []).flatMap(
    ({ id, outcome, withdrawnOn }) => {
      const record = byId.get(id);
      return record && outcome === 'yes' && withdrawnOn === null ? [change(record, { withdrawnOn: today })] : [];
    },
  );
  const row = byId.get(person);
  const answers = row && answersOf(row.fields);
  const isDone = answers && row.fields['inTally'] === true && Object.keys(answers).length === 0;
  return answers && !isDone ? [...ended, change(row, intoTally(answers))] : ended;
}

/** The changes for a person who consents after a no or a withdrawal: they have a row again, still empty. */
export function agreeAnew(
  held: Held,
  person: Uuid,
  { today, collector, consent }: { readonly today: Day; readonly collector: Uuid; readonly consent: Uuid },
): Change[] {
  const row = held.records.find(({ id }) => id === person);
  if (!row) return [];
  const { village } = row;
  const said = {
    household: held.household.id,
    person,
    about: 'answers',
    text: currentConsentText,
    outcome: 'yes',
    how: 'tapped',
    saidBy: person,
    on: today,
    collector,
  };
  return [
    { record: consent, village, kind: 'consent', set: said, bases: {} },
    { record: person, village, kind: 'person', set: { inTally: false }, bases: row.bases },
  ];
}

export const answersIn = (of: { readonly answers: Household['answers'] }): [string, StandingAnswer][] =>
  Object.entries(of.answers);
