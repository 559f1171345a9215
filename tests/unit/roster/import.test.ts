import { beforeEach, describe, expect, test } from 'vitest';
import { duplicatesInBook, type RosterDuplicates } from '../../../src/domain/roster/against-book.ts';
import { countPeople, noDecisions, offered, planImport, type Decisions } from '../../../src/domain/roster/plan.ts';
import { createHouseholdIndex, type HouseholdEntry } from '../../../src/domain/search/household-index.ts';
import type { JudgedSheet } from '../../../src/domain/roster/judge-file.ts';
import { addRoster } from '../../../src/features/households/roster/add-households.ts';
import { importsOf, takeBack, undoable } from '../../../src/features/households/roster/imports.ts';
import type { Change, PhoneStore } from '../../../src/store/phone-store.ts';
import { createTestClock, newId } from '../../browser/store/phone.ts';
import { createMemoryPhone } from '../store/memory-phone.ts';
import { yieldToMain, judgedTables, tablesOf } from './judge.ts';

const header = ['STT', 'Họ và tên', 'Quan hệ với chủ hộ', 'Năm sinh', 'Địa chỉ'];
const list = [
  header,
  ['1', 'Mẫu Văn An', 'Chủ hộ', '1960', 'Nhà 1'],
  ['2', 'Mẫu Thị Bình', 'Vợ', '1962', ''],
  ['3', 'Mẫu Văn Con', 'Con', '1990', ''],
  ['4', 'Mẫu Văn Dần', 'Chủ hộ', '1970', 'Nhà 2'],
  ['5', 'Mẫu Thị ?m', 'Vợ', '1972', ''],
  ['6', 'M?u Văn Giáp', 'Chủ hộ', '1980', 'Nhà 3'],
  ['7', 'Mẫu Thị Hai', 'Vợ', '1982', ''],
];
const [judged] = [judgedTables(tablesOf(list))];
const village = '0193525d-0000-7000-8000-000000000001';

function duplicates(of: readonly JudgedSheet[], book: readonly HouseholdEntry[]): RosterDuplicates {
  const steps = duplicatesInBook(of, book);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
const names = (plan: ReturnType<typeof planImport>) =>
  plan.households.map(({ headName, people }) => [headName, ...people.map(({ name }) => name)]);

describe('what is put in', () => {
  test('by itself: what is good; a refused head keeps the others back', () => {
    const plan = planImport(judged, duplicates(judged, []), noDecisions);
    expect(names(plan)).toEqual([
      ['Mẫu Văn An', 'Mẫu Văn An', 'Mẫu Thị Bình', 'Mẫu Văn Con'],
      ['Mẫu Văn Dần', 'Mẫu Văn Dần'],
    ]);
    expect(countPeople(plan)).toBe(4);
  });
  test('a corrected head adds the household’s people too; a corrected person is added to their household', () => {
    const mended = new Map([
      ['0:7', { headName: 'Mẫu Văn Giáp', address: 'Nhà 3', cluster: '' }],
      ['0:6', { headName: 'Mẫu Thị Ém', address: '', cluster: '' }],
    ]);
    expect(names(planImport(judged, duplicates(judged, []), { ...noDecisions, mended })).slice(1)).toEqual([
      ['Mẫu Văn Dần', 'Mẫu Văn Dần', 'Mẫu Thị Ém'],
      ['Mẫu Văn Giáp', 'Mẫu Văn Giáp', 'Mẫu Thị Hai'],
    ]);
  });
  test('numbers of people are not offered', () =>
    expect(
      offered(
        { headName: 'Mẫu Văn Số 0900 000 001', address: 'Nhà 7, CCCD: 066099000001', cluster: '', people: [] },
        1,
      ),
    ).toEqual({ headName: 'Mẫu Văn Số', address: 'Nhà 7,', cluster: '' }));
});

describe('on a phone', () => {
  let store: PhoneStore;
  let phone: Parameters<typeof addRoster>[0];
  const clock = createTestClock();

  beforeEach(async () => {
    store = await createMemoryPhone(clock).openTab();
    phone = { store, calendar: clock, newId };
  });

  async function book(): Promise<readonly HouseholdEntry[]> {
    const index = createHouseholdIndex();
    for await (const changes of store.summaries(village).read()) index.apply(changes);
    const steps = index.settle();
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value.byName;
    }
  }
  const put = async (
    decisions: Decisions = noDecisions,
    of: readonly JudgedSheet[] = judged,
  ): Promise<RosterDuplicates> => {
    const found = duplicates(of, await book());
    await addRoster(phone, village, planImport(of, found, decisions), { yieldToMain, onDone: () => undefined });
    return found;
  };
  const change = (record: string, kind: Change['kind'], set: Change['set']): Promise<unknown> =>
    store.records.submit([{ record, village, kind, set, bases: {} }]);

  test('the same list twice adds nothing; missing people are added to the existing household', async () => {
    await put();
    const before = await book();
    expect(before.map(({ household, people }) => [household.headName, people.length])).toEqual([
      ['Mẫu Văn An', 3],
      ['Mẫu Văn Dần', 1],
    ]);
    const found = await put();
    expect(found.households.map(({ kind, isSure, missing }) => [kind, isSure, missing.length])).toEqual([
      ['same', true, 0],
      ['same', true, 0],
    ]);
    expect(await book()).toHaveLength(2);
    const longer = judgedTables(tablesOf([...list.slice(0, 4), ['', 'Mẫu Thị Mới', 'Cháu', '2010', '']]));
    await put(noDecisions, longer);
    expect(
      (await book())
        .find(({ household }) => household.headName === 'Mẫu Văn An')!
        .people.map(({ name, birthYear }) => [name, birthYear]),
    ).toContainEqual(['Mẫu Thị Mới', 2010]);
    expect((await book())[0]!.people).toHaveLength(4);
  });

  test('somebody who is listed in another household is asked about', async () => {
    await put();
    const moved = judgedTables(
      tablesOf([header, ['1', 'Mẫu Văn Khác', 'Chủ hộ', '1950', 'Nhà 9'], ['2', 'Mẫu Văn Con', 'Con', '1990', '']]),
    );
    const found = duplicates(moved, await book());
    expect(found.people.map(({ person, of }) => [person.name, of.household.headName])).toEqual([
      ['Mẫu Văn Con', 'Mẫu Văn An'],
    ]);
    expect(names(planImport(moved, found, noDecisions))).toEqual([['Mẫu Văn Khác', 'Mẫu Văn Khác']]);
    expect(names(planImport(moved, found, { ...noDecisions, people: new Set(['0:3']) }))).toEqual([
      ['Mẫu Văn Khác', 'Mẫu Văn Khác', 'Mẫu Văn Con'],
    ]);
  });

  test('each list is removed by itself, also an earlier one; households with work in them stay', async () => {
    await put();
    clock.time += 1000;
    const second = judgedTables(
      tablesOf([
        header,
        ['1', 'Mẫu Văn Sau', 'Chủ hộ', '1950', 'Nhà 8'],
        ['2', 'Mẫu Văn Bị Hỏi', 'Chủ hộ', '1951', 'Nhà 9'],
      ]),
    );
    await put(noDecisions, second);
    const [latest, first] = await importsOf(store, village);
    await takeBack(phone, first!, undoable(first!, await book()), { yieldToMain, onDone: () => undefined });
    expect((await book()).map(({ household }) => household.headName)).toEqual(['Mẫu Văn Bị Hỏi', 'Mẫu Văn Sau']);
    expect(await importsOf(store, village)).toHaveLength(1);
    const asked = (await book()).find(({ household }) => household.headName === 'Mẫu Văn Bị Hỏi')!;
    await change(asked.id, 'household', { 'a.H1': { v: 'yes', by: 'self', on: '2026-11-20', q: 2 } });
    const parts = undoable(latest!, await book());
    expect([parts.households.length, parts.kept.households]).toEqual([1, [asked.id]]);
    await takeBack(phone, latest!, parts, { yieldToMain, onDone: () => undefined });
    expect((await book()).map(({ id, people }) => [id, people.length])).toEqual([[asked.id, 1]]);
  });

  test('what the version before noted of its last list is there to take back', async () => {
    await store.settings.set('lastImport', { village, at: 5, homes: [village] });
    expect(await importsOf(store, village)).toEqual([{ village, at: 5, households: [village], people: [] }]);
  });
});
