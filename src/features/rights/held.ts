import type { Uuid } from '../../lib/ids.ts';
import { answersOf, type StandingAnswer } from '../../domain/answer.ts';
import { consentingPeople, consentsOf, consentState, currentConsentText, type Consent, type ConsentState } from '../../domain/consent.ts';
import type { Day } from '../../domain/day.ts';
import { isDeleted } from '../../domain/record.ts';
import { intoTally } from '../../domain/tally.ts';
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
 * Taking consent back: every yes of the person gets the day of its end, their answers are emptied, and they are counted
 * without a row from now on, so that nothing is asked, shown or counted any more; an answer that another phone sends late
 * finds them in the tally already. What the server keeps of its past goes with an erasure.
 */
export function withdrawConsent(held: Held, person: Uuid, today: Day): Change[] {
  const byId = new Map(held.records.map((record) => [record.id, record]));
  const change = (record: PhoneRecord, set: Change['set']): Change => ({ record: record.id, village: record.village, kind: record.kind, set, bases: record.bases });
  const ended = (held.people.find(({ id }) => id === person)?.consents ?? []).flatMap(({ id, outcome, withdrawnOn }) => {
    const record = byId.get(id);
    return record && outcome === 'yes' && withdrawnOn === null ? [change(record, { withdrawnOn: today })] : [];
  });
  const row = byId.get(person);
  const answers = row && answersOf(row.fields);
  const isDone = answers && row.fields['inTally'] === true && Object.keys(answers).length === 0;
  return answers && !isDone ? [...ended, change(row, intoTally(answers))] : ended;
}

/** Somebody who had said no, or had taken it back, says yes of their own accord: they have a row again, still empty. */
export function agreeAnew(held: Held, person: Uuid, { today, collector, consent }: { readonly today: Day; readonly collector: Uuid; readonly consent: Uuid }): Change[] {
  const row = held.records.find(({ id }) => id === person);
  if (!row) return [];
  const { village } = row;
  const said = { household: held.household.id, person, about: 'answers', text: currentConsentText, outcome: 'yes', how: 'tapped', saidBy: person, on: today, collector };
  return [
    { record: consent, village, kind: 'consent', set: said, bases: {} },
    { record: person, village, kind: 'person', set: { inTally: false }, bases: row.bases },
  ];
}

export const answersIn = (of: { readonly answers: Household['answers'] }): [string, StandingAnswer][] => Object.entries(of.answers);
