import { describe, expect, it } from 'vitest';
import { foldPhrase } from '../../../../src/lib/fold.ts';
import { differingAnswers, possibleDuplicates, duplicatesIn } from '../../../../src/domain/people/same-household.ts';
import { householdsOf, type Household } from '../../../../src/domain/people/village.ts';
import { answersFrom, id } from '../build.ts';

const aHousehold = (n: number, headName: string, people: readonly (readonly [string, number?])[] = []): Household =>
  householdsOf([
    { id: id(n), kind: 'household', fields: { headName } },
    ...people.map(([name, birthYear], i) => ({
      id: id(n * 100 + i),
      kind: 'person' as const,
      fields: { household: id(n), name, birthYear: birthYear ?? null },
    })),
  ])[0]!;

const asListed = (household: Household) => ({
  ...household,
  folded: { head: foldPhrase(household.headName), people: household.people.map(({ name }) => foldPhrase(name)) },
});

describe('a household that may have been recorded twice', () => {
  const mine = aHousehold(1, 'Bà Thử Mận', [
    ['Bà Thử Mận', 1958],
    ['Anh Thử Ổi', 1990],
  ]);

  it('is one with the same head, accents aside, or people of the same name and year; likeliest first', () => {
    const sameHead = aHousehold(2, 'ba thu man');
    const samePeople = aHousehold(3, 'Hộ khác', [
      ['Bà Thử Mận', 1958],
      ['Anh Thử Ổi', 1990],
    ]);
    const other = aHousehold(4, 'Ông Thử Mít', [['Anh Thử Ổi', 1991]]);
    expect(
      possibleDuplicates(mine, [mine, other, sameHead, samePeople].map(asListed)).map(({ id: one }) => one),
    ).toEqual([samePeople.id, sameHead.id]);
  });

  it('has people in both: the same name, and no birth year against it', () => {
    const duplicate = aHousehold(2, 'Mận', [['Bà Thử Mận'], ['Anh Thử Ổi', 1991], ['bà thử mận', 1958]]);
    expect(duplicatesIn(mine, duplicate).map(({ stays, goes }) => [stays.id, goes.id])).toEqual([[id(100), id(200)]]);
    expect(duplicatesIn(aHousehold(5, ''), aHousehold(6, ''))).toEqual([]);
  });

  it('says which questions were answered differently', () => {
    expect(
      differingAnswers(answersFrom({ H1: 'yes', H2: 'no' }), answersFrom({ H1: 'yes', H2: 'yes', H4: 2 })),
    ).toEqual(['H2']);
  });
});
