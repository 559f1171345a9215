import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { consentFields } from '../../../src/domain/consent.ts';
import { misfitIn } from '../../../src/domain/fields.ts';
import { sameElsewhere } from '../../../src/domain/same-person.ts';
import { returnDay } from '../../../src/domain/return-after.ts';
import { hardshipChanges, outcomeChange, removalChange, splitChanges } from '../../../src/features/survey/home-change.ts';
import { child, father, home, household, mother, person, today } from './story.ts';

const other = '01900000-0000-7000-8000-000000000009';
const shown = () => ({ outcome: 4, returnOn: 5, household: 6, hardship: 7, name: 8 });

describe('nobody to ask today', () => {
  test.each([
    ['tomorrow', '2026-11-23'],
    ['days3', '2026-11-25'],
    ['week', '2026-11-29'],
    ['month', '2026-12-22'],
    ['never', undefined],
  ] as const)('%s is %s', (after, on) => {
    expect(returnDay(today, after)).toBe(on);
  });

  test('is set on top of what was shown, and taken away again', () => {
    expect(outcomeChange(household(), 'away', returnDay(today, 'week'), shown)).toEqual({ kind: 'household', record: home, set: { outcome: 'away', returnOn: '2026-11-29' }, bases: { outcome: 4, returnOn: 5 } });
    expect(outcomeChange(household(), undefined, returnDay(today, 'week'), shown).set).toEqual({ outcome: null, returnOn: null });
  });
});

describe('the hardship flag', () => {
  const ask = { today, collector: other, newId: () => other };
  test('is one flag without a reason, with the consent of the adult who was asked, in one group', () => {
    const [flag, consent] = hardshipChanges(household(), mother, ask, shown);
    expect(flag).toMatchObject({ record: home, set: { hardship: true }, bases: { hardship: 7 } });
    expect(Object.keys(flag!.set)).toEqual(['hardship']);
    expect(consent!.set).toMatchObject({ about: 'hardship', person: mother, saidBy: mother, outcome: 'yes' });
    expect(v.is(v.object({ ...consentFields, withdrawnOn: v.optional(consentFields.withdrawnOn) }), consent!.set)).toBe(true);
  });
  test('is taken away without asking', () => {
    expect(hardshipChanges(household(), undefined, ask, shown).map(({ set }) => set)).toEqual([{ hardship: false }]);
  });
});

test('a household split: the new home and everybody who goes, each on top of what was shown', () => {
  const of = household({ responsible: mother });
  const changes = splitChanges(of, of.people.slice(1), { id: other, headName: 'Hộ mới' }, shown);
  expect(changes.map(({ kind, record, set }) => [kind, record, set['household'] ?? set['headName']])).toEqual([
    ['household', other, 'Hộ mới'],
    ['person', father, other],
    ['person', child, other],
  ]);
  expect(changes[1]!.bases).toEqual({ household: 6 });
  expect(changes[0]!.set).toMatchObject({ address: of.address, responsible: mother });
  for (const { kind, set } of changes) expect(misfitIn(kind, set)).toBeUndefined();
});

test('a row made twice is deleted, not changed', () => {
  expect(removalChange(mother, shown)).toEqual({ kind: 'person', record: mother, set: { $deleted: true }, bases: {} });
});

describe('one person in two homes', () => {
  const here = person(mother, { name: 'Nguyễn Thị Thử', birthYear: 1970 });
  const there = (over: Parameters<typeof person>[1]) => [household({ id: other, headName: 'Hộ kia', people: [person(father, { name: 'nguyen thi thu', birthYear: 1970, ...over })] })];
  test.each([
    ['the same name, however it is written, and year', {}, 1],
    ['another year', { birthYear: 1971 }, 0],
    ['no year', { birthYear: undefined }, 0],
    ['another name', { name: 'Nguyễn Thị Khác' }, 0],
    ['has moved away from there', { living: 'moved' as const }, 0],
  ])('%s', (_, over, found) => {
    expect(sameElsewhere(here, home, there(over))).toHaveLength(found);
  });
  test('their own home is no other home', () => {
    expect(sameElsewhere(here, home, [household({ people: [here, person(father, { name: here.name, birthYear: 1970 })] })])).toEqual([]);
  });
});
