import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { day, type Day } from '../../lib/day.ts';
import { isAdult } from './person.ts';
import { isDeleted, uuid } from '../record/record.ts';
import type { CountedRecord, Person } from './village.ts';

/**
 * The texts that were ever read out, oldest first. The words are in `locales/<language>/consent.json` under
 * `text.<version>`; once somebody has answered to a text it never changes: other words are another version.
 */
export const consentTexts = [
  { version: 1, from: '2026-11-25' as Day },
  // Names name and birth year, and for how long they are kept.
  { version: 2, from: '2026-12-01' as Day },
] as const;
export type ConsentTextVersion = (typeof consentTexts)[number]['version'];
export const currentConsentText: ConsentTextVersion = consentTexts[consentTexts.length - 1]!.version;

/**
 * Fields of a `consent` record: one per person and asking; a later asking is another record, so nothing is overwritten.
 */
export const consentFields = {
  household: uuid,
  /** The person whose data it covers. */
  person: uuid,
  /** `answers`: a row about this person; `hardship`: the household's hardship flag, asked of one adult of it. */
  about: v.picklist(['answers', 'hardship']),
  text: v.pipe(v.number(), v.integer(), v.minValue(1)),
  outcome: v.picklist(['yes', 'no', 'later']),
  /** Tapped by the person, or spoken and noted by the member. */
  how: v.picklist(['tapped', 'spoken']),
  /** Who said it: the person's own id, or of a child the adult who answered. */
  saidBy: uuid,
  on: day,
  /** Account that collected it. */
  collector: uuid,
  /** The day of withdrawal. */
  withdrawnOn: v.nullable(day),
} as const;

const consentRecord = v.object({ ...consentFields, withdrawnOn: v.optional(v.nullable(day), null) });
export type Consent = v.InferOutput<typeof consentRecord> & { readonly id: Uuid };

/** The village's consents, oldest first. What does not parse counts as no consent: silence is void by law. */
export function consentsOf(records: Iterable<CountedRecord>): Consent[] {
  const found: Consent[] = [];
  for (const record of records) {
    if (record.kind !== 'consent' || isDeleted(record)) continue;
    const parsed = v.safeParse(consentRecord, record.fields);
    if (parsed.success) found.push({ ...parsed.output, id: record.id });
  }
  return found.sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1));
}

/** What the rules read of a person: a row of the village, or one that is being added. */
export interface ConsentingPerson {
  readonly id: Uuid;
  readonly household: Uuid;
  readonly birthYear: number | undefined;
}

export type ConsentFault = 'notTheirs' | 'notAdult' | 'otherHousehold';

/**
 * Why this answer to the consent text is void, or undefined when it is valid.
 *
 * | who it is about | who may say it |
 * |---|---|
 * | an adult, or somebody whose birth year is unknown | only they themselves, not the head of the household |
 * | a child | an adult of the same household |
 *
 * A text that this version does not know comes from a newer phone and is valid.
 */
export function consentFault(
  consent: Pick<Consent, 'person' | 'saidBy' | 'on'>,
  peopleById: ReadonlyMap<Uuid, ConsentingPerson>,
): ConsentFault | undefined {
  const person = peopleById.get(consent.person);
  if (!person) return 'otherHousehold';
  if (isAdult(person.birthYear, consent.on)) return consent.saidBy === person.id ? undefined : 'notTheirs';
  const speaker = peopleById.get(consent.saidBy);
  if (!speaker || speaker.household !== person.household) return 'otherHousehold';
  return isAdult(speaker.birthYear, consent.on) ? undefined : 'notAdult';
}

/** `none`: never asked, or only void answers. */
export type ConsentState = 'none' | 'yes' | 'no' | 'later' | 'withdrawn';

/** The state by the last valid answer until the end of `asOf`. */
export function consentState(
  of: Uuid,
  about: Consent['about'],
  consents: readonly Consent[],
  peopleById: ReadonlyMap<Uuid, ConsentingPerson>,
  asOf: Day,
): ConsentState {
  const last = consents
    .filter((one) => one.person === of && one.about === about && one.on <= asOf && !consentFault(one, peopleById))
    .at(-1);
  if (!last) return 'none';
  return last.withdrawnOn !== null && last.withdrawnOn <= asOf ? 'withdrawn' : last.outcome;
}

export interface ConsentRule {
  /** Read the consent text and let them answer before anything else. */
  readonly readText: boolean;
  /** Ask the person questions and store the answers in their row. */
  readonly askAnswers: boolean;
  /** Keep and count the answers already there; else they are erased within 15 days and count as not known. */
  readonly keepAnswers: boolean;
  /** Count them in the household's tally, without a row. */
  readonly inTally: boolean;
}

/**
 * What each state allows. After "Không" or a withdrawal the team does not ask again; the person can consent later by
 * their own wish.
 */
export const consentRules: Readonly<Record<ConsentState, ConsentRule>> = {
  none: { readText: true, askAnswers: false, keepAnswers: true, inTally: false },
  yes: { readText: false, askAnswers: true, keepAnswers: true, inTally: false },
  later: { readText: true, askAnswers: false, keepAnswers: true, inTally: false },
  no: { readText: false, askAnswers: false, keepAnswers: false, inTally: true },
  withdrawn: { readText: false, askAnswers: false, keepAnswers: false, inTally: true },
};

/** The village's people as the rules read them, by id. */
export function consentingPeople(records: Iterable<CountedRecord>): Map<Uuid, ConsentingPerson> {
  const people = new Map<Uuid, ConsentingPerson>();
  for (const record of records) {
    if (record.kind !== 'person' || isDeleted(record)) continue;
    const { household, birthYear } = record.fields;
    if (typeof household !== 'string') continue;
    people.set(record.id, {
      id: record.id,
      household,
      birthYear: typeof birthYear === 'number' ? birthYear : undefined,
    });
  }
  return people;
}

/**
 * Those of a household who still live there and of whom there are answers although nobody ever asked them whether they
 * agree: answers of before the consent text. They are kept until the person says no.
 */
export const answeredUnasked = <P extends Pick<Person, 'id' | 'living' | 'inTally' | 'answers'>>(
  people: readonly P[],
  consentOf: (person: Uuid) => ConsentState,
): P[] =>
  people.filter(
    ({ id, living, inTally, answers }) =>
      !inTally &&
      (living === 'here' || living === 'away') &&
      Object.keys(answers).length > 0 &&
      consentOf(id) === 'none',
  );
