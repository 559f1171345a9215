import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import type { Day } from '../../../src/lib/day.ts';
import type { Area } from '../../../src/domain/access/area.ts';
import { emptyCounts, type Figure } from '../../../src/domain/indicator/counts.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import type { AreaTarget } from '../../../src/domain/report/area-target.ts';
import type { VillageProgress } from '../../../src/protocol/progress.ts';
import {
  attentionOf,
  attentionReasons,
  compareAttention,
  type AttentionReason,
} from '../../../src/features/progress/table/attention.ts';
import {
  columnsOf,
  filterCounts,
  filterRows,
  isPressing,
  rowFilters,
  sortingAfter,
  sortRows,
  valueIn,
} from '../../../src/features/progress/table/table-columns.ts';
import { tableRows, villagesIn, type RowContext } from '../../../src/features/progress/table/table-rows.ts';
import { attentionWords, tableText, type TableWords } from '../../../src/features/progress/table/table-words.ts';
import { listVillages } from '../../../src/features/progress/villages/village-list.ts';
import { createI18n, createFormat } from '../../../src/i18n/index.ts';
import progress from '../../../locales/vi/progress.json';
import villages from '../../../locales/vi/villages.json';

const day = (text: string): Day => text as Day;
const today = day('2026-11-22');
const now = Date.parse(`${today}T08:00:00Z`);
const days = (count: number): number => count * 24 * 60 * 60 * 1000;
const area = (id: string, kind: Area['kind'], name: string, parent?: string): Area => ({
  id,
  kind,
  prefix: kind === 'village' ? 'thôn' : kind === 'commune' ? 'xã' : 'tỉnh',
  name,
  aliases: [],
  ...(parent === undefined ? {} : { parent }),
});
const figure = (met: number, unknown: number, total: number): Figure => ({
  met,
  unknown,
  total,
  notMet: total - met - unknown,
  apart: 0,
  proxy: 0,
});

interface Told {
  readonly T1?: Figure | 'hidden';
  readonly surveyed?: number;
  readonly unsent?: VillageProgress['unsent'];
  readonly report?: VillageProgress['report'];
}
const report = { from: day('2026-10-15'), until: day('2026-11-14'), opens: day('2026-11-10') };
function told(village: string, { T1 = figure(5, 2, 10), surveyed = 4, unsent, report: due }: Told = {}) {
  const { T1: _, ...others } = emptyCounts(indicators).figures;
  return {
    village,
    asOf: today,
    coverage: { households: 10, surveyed, residents: 30, adults: 10 },
    figures: T1 === 'hidden' ? others : { ...others, T1 },
    unsent: unsent ?? { forms: 0, phones: 0 },
    ...(due && { report: due }),
  } satisfies VillageProgress;
}

const commune = area('c1', 'commune', 'Ea Knuếc', 'p1');
const other = area('c2', 'commune', 'Tân Tiến', 'p1');
const target: AreaTarget = { area: 'c1', indicator: 'T1', share: 0.8, year: 2026, source: 'x', version: 1 };
const context = (areas: readonly Area[]): RowContext => ({ areas, targets: [target], now, today });
const rowsFor = (areas: readonly Area[], all: readonly VillageProgress[], single?: boolean) =>
  tableRows(listVillages(areas, all), context(areas), single);

const four = [
  commune,
  area('v1', 'village', 'Tân An', 'c1'),
  area('v2', 'village', 'Tân Bình', 'c1'),
  area('v3', 'village', 'Tân Cường', 'c1'),
  area('v4', 'village', 'Tân Dũng', 'c1'),
];
const fourRows = rowsFor(four, [
  told('v1', { T1: figure(9, 0, 10), report: { ...report, signedAt: now } }),
  told('v2', { T1: figure(2, 1, 10), unsent: { forms: 3, phones: 1, oldest: now - days(5) }, report }),
  told('v3', { T1: 'hidden', unsent: { forms: 1, phones: 1, oldest: now } }),
]);
const ids = (rows: readonly { readonly area: Area }[]): string[] => rows.map(({ area: { id } }) => id);

describe('why a village needs a look', () => {
  test.each<[string, Told, number, readonly AttentionReason[]]>([
    ['nothing', {}, 0, []],
    ['nobody asked', { surveyed: 0 }, 0, ['notAsked']],
    ['forms of this morning', { unsent: { forms: 2, phones: 1, oldest: now } }, 0, ['unsent']],
    [
      'forms of days ago, and a target',
      { unsent: { forms: 2, phones: 1, oldest: now - days(4) } },
      2,
      ['stale', 'behind'],
    ],
    ['the report is overdue', { report }, 0, ['late']],
    ['the report is due', { report: { ...report, until: day('2026-11-24') } }, 0, ['due']],
    [
      'the report cannot be sent yet',
      { report: { ...report, until: day('2026-12-14'), opens: day('2026-12-10') } },
      0,
      [],
    ],
    ['the report was sent', { report: { ...report, signedAt: now } }, 0, []],
  ])('%s', (_, given, behind, reasons) => {
    expect(attentionOf(told('v', given), { now, today, behind }).reasons).toEqual(reasons);
  });

  it('is ordered by the most pressing reason, whatever else there is', () => {
    const reason = fc.uniqueArray(fc.constantFrom(...attentionReasons));
    fc.assert(
      fc.property(fc.array(fc.record({ reason, behind: fc.nat(9), staleDays: fc.nat(9) })), (all) => {
        const sorted = all
          .map((one) => ({
            forms: 0,
            ...one,
            reasons: attentionReasons.filter((each) => one.reason.includes(each)),
          }))
          .sort(compareAttention)
          .map(({ reasons: [first] }) =>
            first === undefined ? attentionReasons.length : attentionReasons.indexOf(first),
          );
        expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
      }),
    );
  });
});

describe('the rows', () => {
  it('are the villages of one commune, also those without figures', () => {
    expect(ids(fourRows)).toEqual(['v1', 'v2', 'v3', 'v4']);
    expect(fourRows.map(({ hidden }) => hidden.has('T1'))).toEqual([false, false, true, false]);
    expect(fourRows[3]?.coverage).toBeUndefined();
  });

  it('are the communes where there are several, each with the sum of what may be shown', () => {
    const areas = [...four, other, area('v5', 'village', 'Kniêr', 'c2')];
    const all = [told('v1'), told('v2', { T1: 'hidden' }), told('v5', { T1: 'hidden' })];
    const rows = rowsFor(areas, all);
    expect(ids(rows)).toEqual(['c1', 'c2']);
    expect(rows[0]).toMatchObject({ villages: 4, isVillage: false, coverage: { households: 20, surveyed: 8 } });
    expect(rows[0]?.figures.get('T1')?.figure).toEqual(figure(5, 2, 10));
    expect([rows[1]?.figures.has('T1'), rows[1]?.hidden.has('T1')]).toEqual([false, true]);
    expect(ids(villagesIn(listVillages(areas, all), areas, 'c2'))).toEqual(['v5']);
    expect(ids(rowsFor(areas, all, true))).toHaveLength(5);
  });

  it('of none is none', () => expect(rowsFor([commune], [])).toEqual([]));
});

describe('the order', () => {
  test.each([
    ['coverage', 'ascending', ['v1', 'v2', 'v3', 'v4']],
    ['T1', 'ascending', ['v2', 'v1', 'v3', 'v4']],
    ['T1', 'descending', ['v1', 'v2', 'v3', 'v4']],
    ['unsent', 'descending', ['v2', 'v3', 'v1', 'v4']],
    ['report', 'ascending', ['v2', 'v1', 'v3', 'v4']],
    ['name', 'descending', ['v4', 'v3', 'v2', 'v1']],
    ['attention', 'ascending', ['v2', 'v3', 'v1', 'v4']],
  ] as const)('by %s, %s: %j', (by, direction, expected) => {
    expect(ids(sortRows(fourRows, { by, direction }))).toEqual(expected);
  });

  it('has every row once, and those without a value last, by any column either way', () => {
    for (const by of columnsOf('all'))
      for (const direction of ['ascending', 'descending'] as const) {
        const sorted = sortRows(fourRows, { by, direction });
        expect(ids(sorted).sort()).toEqual(ids(fourRows));
        const lacks = sorted.map((row) => valueIn(row, by) === undefined);
        expect(lacks).toEqual([...lacks].sort((a, b) => Number(a) - Number(b)));
      }
  });

  it('turns round at a second tap, and begins with what needs a look', () => {
    const first = sortingAfter({ by: 'name', direction: 'ascending' }, 'T1');
    expect(first).toEqual({ by: 'T1', direction: 'ascending' });
    expect(sortingAfter(first, 'T1').direction).toBe('descending');
    expect(sortingAfter(first, 'unsent').direction).toBe('descending');
  });
});

describe('the filters', () => {
  test.each([
    [[], ['v1', 'v2', 'v3', 'v4']],
    [['notReported'], ['v2']],
    [['old'], ['v2']],
    [['unsent'], ['v2', 'v3']],
    [['behind'], ['v2']],
    [['unsent', 'behind'], ['v2']],
  ] as const)('%j leave %j', (filters, expected) => {
    expect(ids(filterRows(fourRows, new Set(filters)))).toEqual(expected);
  });

  it('say how many rows each leaves', () => {
    const counts = filterCounts(fourRows);
    for (const filter of rowFilters) expect(counts[filter]).toBe(filterRows(fourRows, new Set([filter])).length);
  });

  it('a target that is not reached can wait, a report that is late cannot', () => {
    expect(fourRows.filter(isPressing).map(({ area: { id } }) => id)).toEqual(['v2']);
  });
});

describe('the words', () => {
  const i18n = createI18n({ language: 'vi', resources: { vi: { progress, villages } } });
  const words = {
    t: i18n.getFixedT('vi', ['villages', 'progress']),
    format: createFormat('vi'),
  } as unknown as TableWords;

  it('of the copied table are those of its cells', () => {
    expect(tableText(fourRows, ['coverage', 'T1', 'report', 'unsent'], words)).toEqual([
      ['Thôn, buôn', 'Hộ đã hỏi', 'Vào mạng', 'Báo cáo', 'Phiếu ở các máy'],
      ['Thôn Tân An', '4/10 hộ', '90%', 'Đã gửi', 'Đã gửi hết'],
      ['Thôn Tân Bình', '4/10 hộ', '20–30%', 'Chưa gửi', '3 phiếu, 5 ngày chưa gửi'],
      ['Thôn Tân Cường', '4/10 hộ', 'Không hiện', 'Chưa tới kỳ', '1 phiếu chưa gửi'],
      ['Thôn Tân Dũng', '–', '–', '–', '–'],
    ]);
  });

  it('of the list say why', () => {
    expect(attentionWords(fourRows[1]!, words)).toBe(
      '3 phiếu 5 ngày chưa gửi · Quá kỳ chưa báo cáo · 1 số dưới mục tiêu',
    );
  });
});
