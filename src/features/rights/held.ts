import type { Uuid } from '../../lib/ids.ts';
import { answerField, answersOf, type Answer } from '../../domain/answer.ts';
import { consentingPeople, consentsOf, consentState, type Consent, type ConsentState } from '../../domain/consent.ts';
import type { Day } from '../../domain/day.ts';
import { isDeleted } from '../../domain/record.ts';
import { householdsOf, type Household, type Person } from '../../domain/village.ts';
import type { Change, PhoneRecord } from '../../store/phone-store.ts';

export interface HeldPerson extends Person {
  readonly sex: string | undefined;
  readonly consent: ConsentState;
  /** Every time they were asked, oldest first. */
  readonly consents: readonly Consent[];
}

/** All that this phone holds about a home. */
export interface Held {
  readonly household: Household;
  readonly people: readonly HeldPerson[];
  /** Everything else that names the home: visits, a tally. By kind, how many. */
  readonly others: { readonly visit: number; readonly tally: number };
  /** The rows as they are, for the file that a machine reads. */
  readonly records: readonly PhoneRecord[];
}

export function heldAbout(records: readonly PhoneRecord[], household: Uuid, today: Day): Held | undefined {
  const home = householdsOf(records).find(({ id }) => id === household);
  if (!home) return undefined;
  const own = records.filter((record) => !isDeleted(record) && (record.id === household || record.fields['household'] === household));
  const byId = new Map(own.map((record) => [record.id, record]));
  const consents = consentsOf(own);
  const people = consentingPeople(own);
  const count = (kind: string): number => own.filter((record) => record.kind === kind).length;
  return {
    household: home,
    people: home.people.map((person) => {
      const sex = byId.get(person.id)?.fields['sex'];
      return {
        ...person,
        sex: typeof sex === 'string' ? sex : undefined,
        consent: consentState(person.id, 'answers', consents, people, today),
        consents: consents.filter((one) => one.person === person.id),
      };
    }),
    others: { visit: count('visit'), tally: count('tally') },
    records: own,
  };
}

/**
 * Taking consent back: every yes of the person gets the day of its end, and their answers are emptied, so that nothing is asked,
 * shown or counted any more. What the server keeps of its past goes with an erasure.
 */
export function withdrawConsent(held: Held, person: Uuid, today: Day): Change[] {
  const byId = new Map(held.records.map((record) => [record.id, record]));
  const change = (record: PhoneRecord, set: Change['set']): Change => ({ record: record.id, village: record.village, kind: record.kind, set, bases: record.bases });
  const ended = (held.people.find(({ id }) => id === person)?.consents ?? []).flatMap(({ id, outcome, withdrawnOn }) => {
    const record = byId.get(id);
    return record && outcome === 'yes' && withdrawnOn === null ? [change(record, { withdrawnOn: today })] : [];
  });
  const row = byId.get(person);
  const emptied = row && Object.fromEntries(Object.keys(answersOf(row.fields)).map((code) => [answerField(code), null]));
  return row && emptied && Object.keys(emptied).length > 0 ? [...ended, change(row, emptied)] : ended;
}

export const answersIn = (of: { readonly answers: Household['answers'] }): [string, Answer][] => Object.entries(of.answers);
