import { describe, expect, test } from 'vitest';
import type { Day } from '../../../../src/lib/day.ts';
import {
  createFinder,
  findHouseholds,
  householdsLike,
  stateOf,
  type HouseholdQuery,
} from '../../../../src/domain/search/find-households.ts';
import { foldPhrase } from '../../../../src/lib/fold.ts';
import {
  createHouseholdIndex,
  type HouseholdEntry,
  type HouseholdList,
} from '../../../../src/domain/search/household-index.ts';
import { summaryOf } from '../../../../src/domain/search/record-summary.ts';
import type { Fields, RecordKind } from '../../../../src/domain/record/record.ts';
import { surveyState } from '../../../../src/domain/gaps/survey-state.ts';
import { householdsOf } from '../../../../src/domain/people/village.ts';

const today = '2026-11-26' as Day;
const id = (n: number): string => `0193525d-0000-7000-9000-${String(n).padStart(12, '0')}`;
const record = (n: number, kind: RecordKind, fields: Fields) => ({ id: id(n), kind, fields });
const answer = (v: string): Fields[string] => ({ v, by: 'self', on: '2026-11-20', q: 2 });
const aHousehold = (n: number, headName: string, address: string, more: Fields = {}) =>
  record(n, 'household', { headName, address, ...more });
const person = (n: number, of: number, name: string, more: Fields = {}) =>
  record(n, 'person', { household: id(of), name, birthYear: 1980, ...more });

function indexOf(records: readonly ReturnType<typeof record>[]) {
  const index = createHouseholdIndex();
  const change = (set: readonly ReturnType<typeof record>[], gone: readonly string[] = []): HouseholdList => {
    index.apply({ set: set.map((one) => ({ summary: summaryOf(one)!, onlyHere: false })), gone });
    const steps = index.settle();
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };
  return { index, change, book: change(records) };
}

const village = [
  aHousehold(1, 'Nguyễn Văn A', 'Nhà 12', { responsible: id(900) }),
  aHousehold(2, 'Nguyễn Văn An', 'Nhà 2', {
    'a.H1': answer('yes'),
    'a.H2': answer('yes'),
    'a.H4': { v: 2, by: 'self', on: '2026-11-20', q: 2 },
  }),
  aHousehold(3, 'Rmah H’Pin', 'Nhà 100, cuối buôn', { outcome: 'away' }),
  aHousehold(4, 'Y Đăm Niê', 'Nhà 9'),
  person(11, 2, 'Trần Thị Ƀê'),
  person(12, 4, 'Nguyễn Văn A', { 'a.P4': answer('no'), 'a.H8': answer('etax-mobile') }),
];
const { book } = indexOf(village);
const names = (households: readonly HouseholdEntry[]): string[] =>
  households.map(({ household }) => household.headName);
const found = (query: Partial<HouseholdQuery>): string[] =>
  names(findHouseholds(book.byAddress, { text: '', ...query }, today).map((match) => match.entry));

/**
 * What is found and in which order, as it is meant: the very name, that of a person, beginnings, then words in any
 * order.
 */
function askedOneByOne(
  households: readonly HouseholdEntry[],
  phrase: string,
  words: readonly string[],
): (string | undefined)[][] {
  const isName = (name: string): boolean => `${name} `.includes(`${phrase} `);
  const ranked = households.flatMap(({ id: of, people, folded: { head, place, people: those } }) => {
    const found = (rank: number, person = -1) => [{ rank, row: [of, people[person]?.id] }];
    if (head.includes(phrase)) return found(isName(head) ? 0 : 2);
    const very = those.findIndex(isName);
    if (very >= 0) return found(1, very);
    const begins = those.findIndex((name) => name.includes(phrase));
    if (begins >= 0) return found(3, begins);
    if (place.includes(phrase)) return found(3);
    const rest = words.filter((word) => !head.includes(word) && !place.includes(word));
    if (rest.length === 0) return found(4);
    const other = those.findIndex((name) => rest.every((word) => name.includes(word)));
    return other >= 0 ? found(5, other) : [];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ row }) => row);
}

describe('finding a household', () => {
  test('without diacritics; the very name before those that begin with it', () => {
    expect(found({ text: 'nguyen van a' })).toEqual(['Nguyễn Văn A', 'Y Đăm Niê', 'Nguyễn Văn An']);
    expect(found({ text: 'rmah hpin' })).toEqual(['Rmah H’Pin']);
    expect(found({ text: "RMAH H'PIN" })).toEqual(['Rmah H’Pin']);
    expect(found({ text: 'y dam' })).toEqual(['Y Đăm Niê']);
  });
  test('by somebody who lives there, who is named', () => {
    const [match] = findHouseholds(book.byAddress, { text: 'bê' }, today);
    expect([match!.entry.household.headName, match!.person?.name]).toEqual(['Nguyễn Văn An', 'Trần Thị Ƀê']);
  });
  test('by the house, and by name and house together in any order', () => {
    expect(found({ text: 'nha 12' })).toEqual(['Nguyễn Văn A']);
    expect(found({ text: 'cuoi buon rmah' })).toEqual(['Rmah H’Pin']);
    expect(found({ text: 'be nha 2' })).toEqual(['Nguyễn Văn An']);
    expect(found({ text: 'không có ai' })).toEqual([]);
  });
  test('in a village of over a thousand households: the same result and order as by comparing each name', () => {
    const [families, given] = [
      ['Nguyễn', 'Trần', 'Lê', 'Mẫu', 'Rmah'],
      ['An', 'Anh', 'Bình', 'Hân', 'H’An', 'Vân An'],
    ];
    const nameOf = (n: number): string => `${families[n % 5]!} ${given[(n * 7) % 6]!}`;
    const many = Array.from({ length: 1100 }, (_, n) => [
      aHousehold(1000 + n, nameOf(n), `Nhà ${n}, xóm An ${n % 9}`),
      ...Array.from({ length: n % 4 }, (_, p) => person(5000 + n * 4 + p, 1000 + n, nameOf(n * 3 + p))),
    ]).flat();
    const { byAddress } = indexOf(many).book;
    for (const text of [
      'a',
      'an',
      'anh',
      'hân',
      'nguyen',
      'nguyen an',
      'an nguyen',
      'tran van an',
      'xom an 3',
      'rmah 12',
      'nha 1099',
      'le h',
      'khong',
    ]) {
      const words = foldPhrase(text).split(' ');
      const seen = findHouseholds(byAddress, { text }, today).map((match) => [match.entry.id, match.person?.id]);
      expect(seen, text).toEqual(askedOneByOne(byAddress, words.join(' '), words));
    }
  });
  test('letter by letter, the same as all at once, and again after a letter is taken back', () => {
    const find = createFinder();
    for (const text of [
      'nguyen van an',
      'be nha 2',
      'cuoi buon rmah',
      'y dam',
      'n',
      'ngu',
      'ng',
      '',
      'nha 1',
      'nha 12',
      'nha  12 ',
      'x',
      'xy',
    ]) {
      for (let letters = 1; letters <= text.length; letters++) {
        const query = { text: text.slice(0, letters) };
        expect(find(book.byAddress, query, today), query.text).toEqual(findHouseholds(book.byAddress, query, today));
      }
    }
    const gap = { text: 'n', gap: 'away' } as const;
    expect(find(book.byAddress, gap, today)).toEqual(findHouseholds(book.byAddress, gap, today));
    expect(find(book.byName, { text: 'n' }, today)).toEqual(findHouseholds(book.byName, { text: 'n' }, today));
  });
  test('by who looks after it, by what is missing, by what somebody there needs', () => {
    expect(found({ care: (who) => who === id(900) })).toEqual(['Nguyễn Văn A']);
    expect(found({ care: (who) => who === undefined })).toHaveLength(3);
    expect(found({ gap: 'partly' })).toEqual(['Nguyễn Văn An', 'Y Đăm Niê']);
    expect(found({ gap: 'notStarted' })).toEqual(['Nguyễn Văn A', 'Rmah H’Pin']);
    expect(found({ gap: 'away' })).toEqual(['Rmah H’Pin']);
    expect(found({ gap: 'awayPeople' })).toEqual([]);
    expect(found({ among: new Set([id(3), id(4)]) })).toEqual(['Y Đăm Niê', 'Rmah H’Pin']);
    expect(found({ among: new Set([id(3), id(4)]), gap: 'partly' })).toEqual(['Y Đăm Niê']);
    expect(found({ gap: 'noPeople' })).toEqual(['Nguyễn Văn A', 'Rmah H’Pin']);
    expect(found({ need: 'etax-mobile' })).toEqual(['Y Đăm Niê']);
    expect(found({ need: 'e-payment' })).toEqual(['Y Đăm Niê']);
    expect(found({ need: 'vneid' })).toEqual([]);
  });
  test('in the order of houses, or of what people are called', () => {
    expect(names(book.byAddress)).toEqual(['Nguyễn Văn An', 'Y Đăm Niê', 'Nguyễn Văn A', 'Rmah H’Pin']);
    expect(names(book.byName)).toEqual(['Nguyễn Văn A', 'Nguyễn Văn An', 'Y Đăm Niê', 'Rmah H’Pin']);
  });
});

test('the summary knows how far a household is, as the whole records do', () => {
  const whole = new Map(householdsOf(village).map((one) => [one.id, surveyState(one, today)]));
  for (const one of book.byName) expect(stateOf(one, today), one.household.headName).toBe(whole.get(one.id));
});

test('a change touches its household only: somebody moves, a household goes and comes back', () => {
  const { index, change, book: before } = indexOf(village);
  const moved = change([person(12, 1, 'Nguyễn Văn A')]);
  expect(index.get(id(1))!.people.map(({ name }) => name)).toEqual(['Nguyễn Văn A']);
  expect(index.get(id(4))!.people).toEqual([]);
  expect(moved.byName[3], 'an untouched household is the same object').toBe(before.byName[3]);
  expect(names(change([], [id(1)]).byAddress)).toEqual(['Nguyễn Văn An', 'Y Đăm Niê', 'Rmah H’Pin']);
  expect(index.get(id(1))).toBeUndefined();
  const back = change([aHousehold(1, 'Nguyễn Văn A', 'Nhà 1')]);
  expect(names(back.byAddress)[0]).toBe('Nguyễn Văn A');
  expect(index.get(id(1))!.people, 'who lived there is there again').toHaveLength(1);
});

test('ten thousand households settle in short steps and stand in order', () => {
  const many = Array.from({ length: 10_000 }, (_, n) =>
    aHousehold(n, `Mẫu Văn ${(n * 7919) % 10_000}`, `Nhà ${(n * 104_729) % 10_000}`),
  );
  const all = indexOf(many).book.byAddress.map(({ household }) => household.address);
  expect(all).toEqual(Array.from({ length: 10_000 }, (_, n) => `Nhà ${n}`));
});

describe('likely duplicates on adding', () => {
  test('the same name, diacritics or not; with the same house first; also on a list of people', () => {
    const duplicates = householdsLike(book.byName, { headName: 'nguyen van  A', address: 'nhà 12' });
    expect(duplicates.map(({ entry: { household }, kind }) => [household.headName, kind])).toEqual([
      ['Nguyễn Văn A', 'nameAndPlace'],
      ['Y Đăm Niê', 'person'],
    ]);
    expect(householdsLike(book.byName, { headName: 'Rmah HPin', address: '' }).map(({ kind }) => kind)).toEqual([
      'name',
    ]);
  });
  test('nothing for an empty name, nor the household itself', () => {
    expect(householdsLike(book.byName, { headName: ' ', address: 'Nhà 12' })).toEqual([]);
    expect(householdsLike(book.byName, { headName: 'Rmah H’Pin', address: '' }, id(3))).toEqual([]);
  });
});
