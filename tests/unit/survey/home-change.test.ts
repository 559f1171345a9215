import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { consentFields } from '../../../src/domain/people/consent.ts';
import { misfitIn } from '../../../src/domain/merge/fields.ts';
import { sameElsewhere } from '../../../src/domain/people/same-person.ts';
import { returnDay } from '../../../src/domain/visits/return-after.ts';
import {
  clearedOutcome,
  hardshipChanges,
  removalChange,
  splitChanges,
} from '../../../src/features/survey/changes/household-changes.ts';
import { outcomeChanges, usualReturn } from '../../../src/features/survey/changes/outcome-form.ts';
import { child, father, householdId, household, mother, person, today } from './story.ts';

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

  const asked = { form: 'outcome', showing: true, household: householdId, after: 'week' } as const;
  test('is set on top of what was shown, and taken away again', () => {
    const content = {
      ...asked,
      outcome: 'away',
      opened: { outcome: null, after: usualReturn },
      bases: { outcome: 3, returnOn: 3 },
    } as const;
    expect(outcomeChanges(content, household(), shown(), today)).toMatchObject({
      kind: 'household',
      record: householdId,
      set: { outcome: 'away', returnOn: '2026-11-29' },
      bases: { outcome: 3, returnOn: 3 },
    });
    expect(clearedOutcome(household(), shown)).toMatchObject({
      set: { outcome: null, returnOn: null },
      bases: { outcome: 4, returnOn: 5 },
    });
  });

  test('what somebody else found meanwhile stays when only the day to return is chosen', () => {
    const opened = { outcome: 'away', after: usualReturn } as const;
    const content = { ...asked, outcome: 'away', opened, bases: { outcome: 3, returnOn: 3 } } as const;
    const { set } = outcomeChanges(content, household({ outcome: 'refused' }), shown(), today);
    expect(set).toEqual({ returnOn: '2026-11-29' });
  });
});

describe('the hardship flag', () => {
  const ask = { today, collector: other, newId: () => other };
  test('is one flag without a reason, with the consent of the adult who was asked, in one group', () => {
    const [flag, consent] = hardshipChanges(household(), mother, ask, shown);
    expect(flag).toMatchObject({ record: householdId, set: { hardship: true }, bases: { hardship: 7 } });
    expect(Object.keys(flag!.set)).toEqual(['hardship']);
    expect(consent!.set).toMatchObject({ about: 'hardship', person: mother, saidBy: mother, outcome: 'yes' });
    expect(v.is(v.object({ ...consentFields, withdrawnOn: v.optional(consentFields.withdrawnOn) }), consent!.set)).toBe(
      true,
    );
  });
  test('is taken away without asking', () => {
    const marked = household({ hardship: true });
    expect(hardshipChanges(marked, undefined, ask, shown).map(({ set }) => set)).toEqual([{ hardship: false }]);
  });
});

test('a flag that somebody else has set meanwhile is not set again; the consent counts', () => {
  const ask = { today, collector: other, newId: () => other };
  expect(hardshipChanges(household({ hardship: true }), mother, ask, shown).map(({ kind }) => kind)).toEqual([
    'consent',
  ]);
});

test('a household split: the new household and everybody who goes, each on top of what was shown', () => {
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

describe('one person in two households', () => {
  const here = person(mother, { name: 'Nguyễn Thị Thử', birthYear: 1970 });
  const there = (over: Parameters<typeof person>[1]) => [
    household({
      id: other,
      headName: 'Hộ kia',
      people: [person(father, { name: 'nguyen thi thu', birthYear: 1970, ...over })],
    }),
  ];
  test.each([
    ['the same name, however it is written, and year', {}, 1],
    ['another year', { birthYear: 1971 }, 0],
    ['no year', { birthYear: undefined }, 0],
    ['another name', { name: 'Nguyễn Thị Khác' }, 0],
    ['has moved away from there', { living: 'moved' as const }, 0],
  ])('%s', (_, over, found) => {
    expect(sameElsewhere(here, householdId, there(over))).toHaveLength(found);
  });
  test('their own household is no other household', () => {
    expect(
      sameElsewhere(here, householdId, [
        household({ people: [here, person(father, { name: here.name, birthYear: 1970 })] }),
      ]),
    ).toEqual([]);
  });
});
