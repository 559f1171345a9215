import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  answeredUnasked,
  consentFault,
  consentingPeople,
  consentRules,
  consentsOf,
  consentState,
  consentTexts,
  currentConsentText,
  type Consent,
  type ConsentState,
} from '../../../../src/domain/people/consent.ts';
import { addDays } from '../../../../src/lib/day.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import vi from '../../../../locales/vi/consent.json' with { type: 'json' };
import en from '../../../../locales/en/consent.json' with { type: 'json' };
import { answersFrom, day, aHousehold, id, today } from '../build.ts';

// A household with its head, their grown-up daughter and her child; a neighbour next door.
const [house, next, head, daughter, child, unborn, neighbour, member] = [1, 2, 3, 4, 5, 6, 7, 8].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const records = [
  ...aHousehold({
    id: house,
    people: [
      { id: head, born: 1961 },
      { id: daughter, born: 1990 },
      { id: child, born: 2015 },
      { id: unborn, born: null },
    ],
  }),
  ...aHousehold({ id: next, people: [{ id: neighbour, born: 1970 }] }),
];
const people = consentingPeople(records);

const consent = (change: Partial<Consent> = {}): Consent => ({
  id: id(100),
  household: house,
  person: daughter,
  about: 'answers',
  text: 1,
  outcome: 'yes',
  how: 'tapped',
  saidBy: change.person ?? daughter,
  on: today,
  collector: member,
  withdrawnOn: null,
  ...change,
});
const row = ({ id: rowId, ...fields }: Consent) => ({ id: rowId, kind: 'consent' as const, fields: fields as Fields });
const state = (consents: readonly Consent[], of = daughter, asOf = today): ConsentState =>
  consentState(of, 'answers', consents, people, asOf);

describe('who may answer to the consent text', () => {
  test.each<[string, Partial<Consent>, ReturnType<typeof consentFault>]>([
    ['an adult for herself', { person: daughter }, undefined],
    ['the head for himself', { person: head }, undefined],
    ['the head for his grown-up daughter', { person: daughter, saidBy: head }, 'notTheirs'],
    ['the head for somebody whose birth year nobody knows', { person: unborn, saidBy: head }, 'notTheirs'],
    ['a mother for her child', { person: child, saidBy: daughter }, undefined],
    ['a child for itself', { person: child, saidBy: child }, 'notAdult'],
    ['a neighbour for the child', { person: child, saidBy: neighbour }, 'otherHousehold'],
    ['somebody who is on no list', { person: child, saidBy: id(55) }, 'otherHousehold'],
    ['somebody for a person on no list', { person: id(55), saidBy: head }, 'otherHousehold'],
    [
      'a mother in the year in which the child turns 16',
      { person: child, saidBy: daughter, on: day('2031-01-01') },
      'notTheirs',
    ],
  ])('%s', (_what, change, fault) => {
    expect(consentFault(consent(change), people)).toBe(fault);
  });

  it('no answer of one adult ever gives consent for another', () => {
    const adults = [head, daughter, unborn, neighbour];
    fc.assert(
      fc.property(
        fc.constantFrom(...adults),
        fc.constantFrom(...adults),
        fc.constantFrom('tapped', 'spoken'),
        (person, saidBy, how) => {
          expect(state([consent({ person, saidBy, how })], person)).toBe(person === saidBy ? 'yes' : 'none');
        },
      ),
    );
  });
});

describe('what a person has said', () => {
  test.each<[string, readonly Consent[], ConsentState]>([
    ['nothing', [], 'none'],
    ['yes', [consent()], 'yes'],
    ['no', [consent({ outcome: 'no' })], 'no'],
    ['ask me later', [consent({ outcome: 'later' })], 'later'],
    ['first later, then yes', [consent({ outcome: 'later', on: day('2026-11-01') }), consent()], 'yes'],
    ['first yes, then no', [consent({ on: day('2026-11-01') }), consent({ outcome: 'no' })], 'no'],
    ['yes, and took it back', [consent({ on: day('2026-11-01'), withdrawnOn: today })], 'withdrawn'],
    ['yes, and takes it back tomorrow', [consent({ withdrawnOn: addDays(today, 1) })], 'yes'],
    [
      'took it back and agreed anew',
      [consent({ on: day('2026-10-01'), withdrawnOn: day('2026-11-01') }), consent()],
      'yes',
    ],
    ['yes to the hardship flag only', [consent({ about: 'hardship' })], 'none'],
    ['her father said no for her', [consent(), consent({ id: id(101), outcome: 'no', saidBy: head })], 'yes'],
  ])('%s', (_what, consents, expected) => {
    expect(state(consents)).toBe(expected);
  });

  it('is read from the village’s rows in the order of asking; broken and deleted ones are no consent', () => {
    const rows = [
      row(consent({ id: id(103), on: today, outcome: 'later' })),
      row(consent({ id: id(102), on: day('2026-11-01') })),
      { ...row(consent({ id: id(104) })), fields: { ...row(consent()).fields, $deleted: true } },
      { ...row(consent({ id: id(105) })), fields: { outcome: 'yes', person: daughter } },
      ...records,
    ];
    expect(consentsOf(rows).map((one) => one.id)).toEqual([id(102), id(103)]);
    const { withdrawnOn, ...written } = row(consent()).fields;
    expect(withdrawnOn).toBeNull();
    expect(consentsOf([{ ...row(consent()), fields: written }])).toEqual([consent()]);
  });

  it('never becomes yes by what another person says, whatever is said in whatever order', () => {
    const said = fc.record({
      person: fc.constantFrom(head, child, neighbour),
      outcome: fc.constantFrom('yes' as const, 'no' as const, 'later' as const),
      on: fc.integer({ min: 0, max: 30 }).map((n) => addDays(today, -n)),
    });
    fc.assert(
      fc.property(fc.array(said), (others) => {
        expect(state(others.map((one) => consent(one)))).toBe('none');
      }),
    );
  });
});

describe('what may be done', () => {
  const states = Object.keys(consentRules) as ConsentState[];
  it('answers are asked only after a yes that stands', () => {
    expect(states.filter((one) => consentRules[one].askAnswers)).toEqual(['yes']);
  });
  it('each adult is in the rows or in the tally, never both', () => {
    for (const one of states) expect(consentRules[one].askAnswers && consentRules[one].inTally).toBe(false);
  });
  it('nobody who said no or took it back is read the text again or keeps answers', () => {
    for (const one of ['no', 'withdrawn'] as const)
      expect(consentRules[one]).toMatchObject({ readText: false, keepAnswers: false });
  });
});

it('every version of the text has its words in both languages, and the newest is read', () => {
  const versions = consentTexts.map(({ version }) => String(version));
  expect(Object.keys(vi.text)).toEqual(versions);
  expect(Object.keys(en.text)).toEqual(versions);
  expect(currentConsentText).toBe(Math.max(...consentTexts.map(({ version }) => version)));
});

test('those with answers whom nobody ever asked are named, and nobody else', () => {
  const person = (of: string, more: object = {}) => ({
    id: of,
    living: 'here' as const,
    inTally: false,
    answers: answersFrom({ P2: 'daily' }),
    ...more,
  });
  const said: Readonly<Record<string, ConsentState>> = { [daughter]: 'yes', [child]: 'later' };
  const household = [
    person(head),
    person(daughter),
    person(child),
    person(unborn, { answers: {} }),
    person(neighbour, { living: 'moved' }),
    person(member, { inTally: true }),
  ];
  expect(answeredUnasked(household, (of) => said[of] ?? 'none').map(({ id: of }) => of)).toEqual([head]);
});
