import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  openConflicts,
  questionOf,
  resolutionOf,
  thirdAnswer,
  type ConflictingRecord,
} from '../../../../src/domain/merge/conflict.ts';
import type { Json } from '../../../../src/domain/record/json.ts';
import { DELETED, type Fields } from '../../../../src/domain/record/record.ts';
import { id, said, today, unknown } from '../build.ts';

const [householdId, person, row, opA, opB, opC, lan, son] = [1, 2, 3, 11, 12, 13, 21, 22].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

type Said = readonly [op: string, value: Json, device: string, time: number];

const household = (fields: Fields, more: Partial<ConflictingRecord> = {}): ConflictingRecord => ({
  id: householdId,
  kind: 'household',
  fields,
  ...more,
});
const resident = (fields: Fields): ConflictingRecord => ({
  id: person,
  kind: 'person',
  fields: { household: householdId, ...fields },
});
const conflictAbout = (
  record: string,
  field: string,
  candidates: readonly Said[],
  more: Fields = {},
): ConflictingRecord => ({
  id: row,
  kind: 'conflict',
  fields: {
    record,
    field,
    candidates: Object.fromEntries(candidates.map(([op, value, device, time]) => [op, { value, device, time }])),
    ...more,
  },
});

describe('two people wrote different things', () => {
  const names: readonly Said[] = [
    [opB, 'H’Thử Mẫu', son, 200],
    [opA, 'H’Mẫu', lan, 100],
  ];

  it('says which household, which field, each value, who and when, the oldest first, and which one shows', () => {
    expect(
      openConflicts([household({ headName: 'H’Thử Mẫu' }), conflictAbout(householdId, 'headName', names)]),
    ).toEqual([
      {
        id: row,
        record: householdId,
        kind: 'household',
        field: 'headName',
        household: householdId,
        person: undefined,
        choices: [
          { value: 'H’Mẫu', writers: [{ device: lan, time: 100 }], isShown: false },
          { value: 'H’Thử Mẫu', writers: [{ device: son, time: 200 }], isShown: true },
        ],
        operations: [opA, opB],
      },
    ]);
  });

  it('about a person leads to the person’s household', () => {
    expect(openConflicts([resident({ name: 'A' }), conflictAbout(person, 'name', names)])).toMatchObject([
      { kind: 'person', person, household: householdId },
    ]);
  });

  it('of whom two wrote the same leaves two values to choose from, with all who wrote them', () => {
    const three: readonly Said[] = [...names, [opC, 'H’Mẫu', son, 300]];
    const [conflict] = openConflicts([household({ headName: 'H’Mẫu' }), conflictAbout(householdId, 'headName', three)]);
    expect(conflict!.choices.map(({ value, writers }) => [value, writers.length])).toEqual([
      ['H’Mẫu', 2],
      ['H’Thử Mẫu', 1],
    ]);
    expect(conflict!.operations).toHaveLength(3);
  });

  it('one deleted, one edited: the choice is to keep or to delete, and it stays meanwhile', () => {
    const candidates: readonly Said[] = [
      [opA, true, lan, 200],
      [opB, 'an edit of any field', son, 100],
    ];
    const [conflict] = openConflicts([household({ headName: 'A' }), conflictAbout(householdId, DELETED, candidates)]);
    expect(conflict!.choices).toEqual([
      { value: false, writers: [{ device: son, time: 100 }], isShown: true },
      { value: true, writers: [{ device: lan, time: 200 }], isShown: false },
    ]);
  });

  it('is left out while this phone’s own decision is on its way', () => {
    expect(
      openConflicts([
        household({ headName: 'A' }, { settles: [opA, opB] }),
        conflictAbout(householdId, 'headName', names),
      ]),
    ).toEqual([]);
  });

  test.each<[string, readonly ConflictingRecord[]]>([
    ['closed', [household({}), conflictAbout(householdId, 'headName', names, { [DELETED]: true })]],
    ['about a record that is not here', [conflictAbout(householdId, 'headName', names)]],
    [
      'that a newer server wrote in a shape unknown here',
      [
        household({}),
        { id: row, kind: 'conflict', fields: { record: householdId, field: 'headName', candidates: 'x' } },
      ],
    ],
  ])('is not shown when %s', (_, records) => {
    expect(openConflicts(records)).toEqual([]);
  });

  it('lists the oldest first, whatever order the records come in', () => {
    const other: ConflictingRecord = {
      ...conflictAbout(householdId, 'address', [
        [opC, 'x', lan, 1],
        [opA, 'y', son, 2],
      ]),
      id: id(4),
    };
    const records = [household({}), conflictAbout(householdId, 'headName', names), other];
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: 3 }), (shuffled) => {
        expect(openConflicts(shuffled).map(({ field }) => field)).toEqual(['address', 'headName']);
      }),
    );
  });
});

describe('a decision', () => {
  const answers: readonly Said[] = [
    [opA, said('yes'), lan, 1],
    [opB, said('no'), son, 2],
  ];
  const about = (field: string, candidates = answers) =>
    openConflicts([household({}), conflictAbout(householdId, field, candidates)])[0]!;

  it('sets the field and settles every operation that was looked at', () => {
    expect(resolutionOf(about('a.H2'), said('no'))).toEqual({ set: { 'a.H2': said('no') }, settles: [opA, opB] });
    expect(resolutionOf(about(DELETED), true)).toEqual({ set: { [DELETED]: true }, settles: [opA, opB] });
  });

  it('of something that does not fit the field is refused here, not set aside by the server', () => {
    expect(resolutionOf(about('a.H2'), 'yes')).toBeUndefined();
    expect(resolutionOf(about(DELETED), 'x')).toBeUndefined();
  });

  it('by a third answer counts as told by the person only when every answer in question was', () => {
    expect(thirdAnswer(about('a.H2'), 'sometimes', today, 1)).toEqual(said('sometimes'));
    const proxy: readonly Said[] = [
      [opA, { ...said('yes'), by: 'proxy' }, lan, 1],
      [opB, unknown, son, 2],
    ];
    expect(thirdAnswer(about('a.H2', proxy), 'yes', today, 1)).toMatchObject({ v: 'yes', by: 'proxy' });
  });

  test.each([
    ['a.P12', 'P12'],
    ['name', undefined],
    [DELETED, undefined],
  ])('%s asks question %s', (field, code) => {
    expect(questionOf({ field })).toBe(code);
  });
});
