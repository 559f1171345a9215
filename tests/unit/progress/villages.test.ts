import { describe, expect, it, test } from 'vitest';
import type { Area } from '../../../src/domain/access/area.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { VillageProgress } from '../../../src/protocol/progress.ts';
import { countsOf, listVillages, sumOf, villagesNamed } from '../../../src/features/progress/villages/village-list.ts';
import { isOld, villageStatus } from '../../../src/features/progress/report/village-status.ts';
import { aHousehold, today, wholeHousehold, wholePerson } from '../domain/build.ts';

const now = Date.parse('2026-11-22T08:00:00Z');
const hours = (count: number): number => count * 60 * 60 * 1000;
const asked = { households: 9, surveyed: 4, residents: 30, adults: 20 };
const village = (id: string, name: string, parent: string, prefix = 'thôn'): Area => ({
  id,
  kind: 'village',
  prefix,
  name,
  aliases: [],
  parent,
});
const commune = (id: string, name: string): Area => ({ id, kind: 'commune', prefix: 'xã', name, aliases: [] });
const progressOf = (id: string, householdCount = 1): VillageProgress => ({
  village: id,
  asOf: today,
  ...countIndicators(
    Array.from({ length: householdCount }, () =>
      aHousehold({ answers: wholeHousehold, people: [{ answers: wholePerson }] }),
    ).flat(),
    indicators,
    today,
  ),
  unsent: { forms: 0, phones: 0 },
});

describe('what an officer sees of a village’s phones', () => {
  test.each<[string, VillageProgress['unsent'], Partial<typeof asked>, ReturnType<typeof villageStatus>]>([
    ['nothing asked, nothing kept', { forms: 0, phones: 0 }, { surveyed: 0 }, { kind: 'none' }],
    ['all sent', { forms: 0, phones: 0 }, {}, { kind: 'sent' }],
    ['some since this morning', { forms: 3, phones: 1, oldest: now - hours(5) }, {}, { kind: 'unsent', forms: 3 }],
    ['some for almost three days', { forms: 3, phones: 1, oldest: now - hours(71) }, {}, { kind: 'unsent', forms: 3 }],
    ['some for three days', { forms: 3, phones: 1, oldest: now - hours(72) }, {}, { kind: 'stale', days: 3 }],
    ['some, since nobody knows when', { forms: 3, phones: 1 }, {}, { kind: 'unsent', forms: 3 }],
    [
      'the first forms of a village',
      { forms: 2, phones: 1, oldest: now },
      { surveyed: 0 },
      { kind: 'unsent', forms: 2 },
    ],
    [
      'a phone whose clock runs ahead',
      { forms: 2, phones: 1, oldest: now + hours(90) },
      {},
      { kind: 'unsent', forms: 2 },
    ],
  ])('%s', (_, unsent, coverage, expected) => {
    expect(villageStatus({ coverage: { ...asked, ...coverage }, unsent }, now)).toEqual(expected);
  });

  it('figures are old after a day', () => {
    expect(isOld(now - hours(23), now)).toBe(false);
    expect(isOld(now - hours(25), now)).toBe(true);
  });
});

describe('the list of villages', () => {
  const areas = [
    commune('c1', 'Ea Knuếc'),
    village('v2', 'Tân Lập', 'c1'),
    village('v1', 'Kniêr', 'c1', 'buôn'),
    village('v3', 'Ƀuôn Dhiê̆', 'c1'),
  ];

  it('is by name and not by rank, and names the commune only when there are several', () => {
    expect(listVillages(areas, []).map(({ name, within }) => [name, within])).toEqual([
      ['Thôn Ƀuôn Dhiê̆', ''],
      ['Buôn Kniêr', ''],
      ['Thôn Tân Lập', ''],
    ]);
    const two = listVillages([...areas, commune('c2', 'Tân Tiến'), village('v4', 'An Bình', 'c2')], []);
    expect(two.at(-1)).toMatchObject({ name: 'Thôn An Bình', within: 'xã Tân Tiến' });
  });

  it('shows a village whose figures have not come yet', () => {
    const listed = listVillages(areas, [progressOf('v1'), progressOf('gone')]);
    expect(listed.map(({ area, progress }) => [area.id, progress !== undefined])).toEqual([
      ['v3', false],
      ['v1', true],
      ['v2', false],
    ]);
  });

  test.each([
    ['tan lap', ['v2']],
    ['KNIER', ['v1']],
    ['buon dhie', ['v3']],
    ['  ', ['v3', 'v1', 'v2']],
    ['xyz', []],
  ])('"%s" finds %j', (typed, expected) => {
    expect(villagesNamed(typed, listVillages(areas, [])).map(({ area }) => area.id)).toEqual(expected);
  });
});

describe('the sum', () => {
  it('is that of the villages', () => {
    expect(sumOf([progressOf('a', 2), progressOf('b', 3)]).coverage).toMatchObject({
      households: 5,
      surveyed: 5,
      adults: 5,
    });
    expect(sumOf([]).coverage.households).toBe(0);
  });
  it('a figure that an older server does not know counts as nobody', () => {
    const { T5, ...older } = progressOf('a').figures;
    expect(T5?.total).toBe(1);
    expect(countsOf({ ...progressOf('a'), figures: older }).figures.T5).toMatchObject({ met: 0, total: 0 });
  });
});
