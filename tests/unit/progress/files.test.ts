import { read, utils, type WorkBook } from '@e965/xlsx';
import { describe, expect, it, test } from 'vitest';
import { countIndicators, emptyCounts } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import { isOtherBase } from '../../../src/domain/indicator/indicator.ts';
import { questionnaire } from '../../../src/domain/questionnaire/current.ts';
import { householdsOf } from '../../../src/domain/people/village.ts';
import { ageBand, anonymousRows } from '../../../src/features/progress/files/anonymous-rows.ts';
import { csvText } from '../../../src/features/progress/files/csv.ts';
import { fileName } from '../../../src/features/progress/files/file-name.ts';
import type { ReportOf } from '../../../src/features/progress/files/report-of.ts';
import { makeWorkbook, sheetNames } from '../../../src/features/progress/files/workbook.ts';
import { zaloText } from '../../../src/features/progress/files/zalo-text.ts';
import { aHousehold } from '../domain/build.ts';
import { counts, report, to, words } from './report.ts';
import progress from '../../../locales/vi/progress.json' with { type: 'json' };

const opened = async (reports: readonly ReportOf[]): Promise<WorkBook> =>
  read(new Uint8Array(await (await makeWorkbook(reports, words)).arrayBuffer()), { cellFormula: true, cellNF: true });

describe('the workbook, opened by another library', () => {
  it('has the commune’s columns, and one line an indicator whose shares are formulas with their results', async () => {
    const { Sheets, SheetNames } = await opened([report()]);
    expect(SheetNames).toEqual(['Thôn Tân Đông']);
    const sheet = Sheets['Thôn Tân Đông'] ?? {};
    const rows = utils.sheet_to_json<(string | number)[]>(sheet, { header: 1, blankrows: true });
    expect(rows[5]).toEqual([
      'STT',
      'Tên chỉ tiêu',
      'Giải thích (tử / mẫu)',
      'Đơn vị tính',
      'Mục tiêu',
      'Tử số',
      'Mẫu số',
      'Ít nhất',
      'Nhiều nhất',
      'Kỳ trước (ít nhất)',
      '% đạt',
      'Chưa hỏi hoặc chưa rõ',
      'Trả lời thay',
      'Ghi chú',
    ]);
    report().report.figures.forEach(({ id, figure, target }, index) => {
      const row = 7 + index;
      const cell = (column: string): unknown => (sheet[`${column}${row}`] as { v?: unknown } | undefined)?.v;
      expect([cell('A'), cell('B'), cell('E'), cell('F'), cell('G'), cell('L')]).toEqual([
        index + 1,
        progress.indicator[id].name,
        target?.of.share,
        figure.met,
        figure.total,
        figure.unknown,
      ]);
      expect(sheet[`H${row}`]).toMatchObject({ f: `F${row}/G${row}`, v: 0.61, t: 'n' });
      expect(sheet[`I${row}`]).toMatchObject({ f: `(F${row}+L${row})/G${row}`, v: 0.78, t: 'n' });
      expect(cell('J')).toBe(0.5);
      if (target) expect(sheet[`K${row}`]).toMatchObject({ f: `H${row}/E${row}`, v: 0.61 / target.of.share });
      else expect(cell('K')).toBeUndefined();
    });
  });

  it('of several villages begins with their sums, in formulas too', async () => {
    const { Sheets, SheetNames } = await opened([report(), report('Buôn Kniêr', counts(9, 1, 0))]);
    expect(SheetNames).toEqual(['Tổng hợp', 'Thôn Tân Đông', 'Buôn Kniêr']);
    const sheet = Sheets['Tổng hợp'] ?? {};
    expect(sheet['C7']).toMatchObject({ f: 'SUM(C5:C6)', v: 286 });
    expect(sheet['E7']).toMatchObject({ f: 'SUM(E5:E6)', v: 70 });
    expect(sheet['H7']).toMatchObject({ f: 'E7/G7', v: 70 / 110 });
    expect(sheet['I7']).toMatchObject({ f: '(E7+F7)/G7', v: 87 / 110 });
  });

  it('says of each village who signed, and names those that are not in it', async () => {
    const [draft, other] = [report(), report('Buôn Kniêr', counts(9, 1, 0))];
    const signed = {
      ...other,
      report: { ...other.report, signed: { name: 'Mẫu Văn Tư', at: Date.parse('2026-11-13T03:00:00Z') } },
    };
    const { Sheets } = read(
      new Uint8Array(await (await makeWorkbook([draft, signed], words, ['Thôn Tân Lập'])).arrayBuffer()),
    );
    const rows = utils.sheet_to_json<(string | number)[]>(Sheets['Tổng hợp'] ?? {}, { header: 1, blankrows: true });
    expect([rows[1]?.[0], rows[2]?.[0]]).toEqual([
      'Kỳ 15/10/2026 đến 14/11/2026.',
      'Còn thiếu 1 thôn, buôn chưa có báo cáo: Thôn Tân Lập.',
    ]);
    expect(rows.slice(3, 6).map((row) => row.at(-1))).toEqual([
      'Ký báo cáo',
      'Bản nháp, chưa chốt.',
      'Mẫu Văn Tư đã chốt lúc 13/11/2026 10:00.',
    ]);
  });

  it('of one village out of two begins with what is missing too', async () => {
    const { SheetNames } = read(
      new Uint8Array(await (await makeWorkbook([report()], words, ['Buôn Kniêr'])).arrayBuffer()),
    );
    expect(SheetNames).toEqual(['Tổng hợp', 'Thôn Tân Đông']);
  });

  it('takes a place called like a formula for a text', async () => {
    const evil = '=HYPERLINK("http://evil.example","x")';
    const { Sheets, SheetNames } = await opened([report(evil)]);
    const cells = Object.entries(Sheets[SheetNames[0] ?? ''] ?? {}).filter(([address]) => /^[AB]\d+$/.test(address));
    expect(cells.filter(([, cell]) => (cell as { f?: string }).f?.includes('HYPERLINK'))).toEqual([]);
    expect(cells.map(([, cell]) => (cell as { v?: unknown }).v)).toContain(`${evil}, Xã Ea Knuếc`);
  });

  it('of a village without a household divides by nobody nowhere', async () => {
    const { Sheets, SheetNames } = await opened([report('Buôn Trống', emptyCounts(indicators)), report()]);
    for (const name of SheetNames) {
      for (const cell of Object.values(Sheets[name] ?? {}) as { t?: string; v?: unknown }[])
        expect(cell.t === 'e' || Number.isNaN(cell.v)).toBe(false);
    }
  });

  it('names sheets as Excel allows', () => {
    expect(sheetNames(['Thôn 1/2', 'thôn 1 2', '', `Buôn ${'Ê'.repeat(40)}`])).toEqual([
      'Thôn 1 2',
      'thôn 1 2 (2)',
      '?',
      `Buôn ${'Ê'.repeat(26)}`,
    ]);
  });
});

test('the words for Zalo fit a message and name nobody', () => {
  const text = zaloText(report(), words);
  expect(text.split('\n')).toHaveLength(10);
  expect(text).toContain('BÁO CÁO SỐ Thôn Tân Đông, Xã Ea Knuếc');
  expect(text).toContain('Kỳ 15/10/2026 đến 14/11/2026.');
  expect(text).toContain('- Bà con vào mạng: 61/100 người (ít nhất 61%, nhiều nhất 78%), mục tiêu 2023: 80%');
  expect(text).toContain('Bản nháp, chưa chốt.');
  expect(text.length).toBeLessThan(1_000);
});

describe('rows without names', () => {
  const family = aHousehold({ address: 'Ngõ 7', people: [{ born: 1950 }, { born: 2020 }] });
  const rows = anonymousRows(householdsOf(family), questionnaire, to, (households) => [...households]);

  it('are one a grown-up, with a band of ages and the codes of the answers', () => {
    const [head, first, ...more] = rows.trim().split('\r\n');
    expect(head?.split(',').slice(0, 4)).toEqual(['household', 'age', 'H1', 'H2']);
    expect(first?.split(',').slice(0, 2)).toEqual(['1', '60+']);
    expect(more).toEqual([]);
  });

  it('hold no name, house or year, and no free words', () => {
    const names = householdsOf(family).flatMap(({ headName, people }) => [headName, ...people.map(({ name }) => name)]);
    expect(names.every((name) => name.length > 3)).toBe(true);
    for (const secret of [...names, 'Ngõ 7', '1950', 'H5other']) expect(rows).not.toContain(secret);
  });

  test.each([
    [2010, '16-24'],
    [2026 - 15, '0-15'],
    [1966, '60+'],
    [1967, '40-59'],
    [undefined, '?'],
  ] as const)('born %s is %s', (born, band) => expect(ageBand(born, to)).toBe(band));
});

test('a cell that a spreadsheet would run gets a quote before it', () => {
  expect(csvText([['=1+1', '-5', '@x', 'a,"b"\nc']])).toBe('\uFEFF\'=1+1,-5,\'@x,"a,""b""\nc"\r\n');
});

test.each([
  ['Thôn Tân Đông', 'thon-tan-dong'],
  ['Buôn Ê̆a / 2', 'buon-ea-2'],
])('%s is saved as %s', (place, name) => expect(fileName(place)).toBe(name));

test('a report of real records counts as the screen does', () => {
  const records = aHousehold({ people: [{ born: 1990 }] });
  const now = countIndicators(records, indicators, to);
  expect(report('Thôn Tân Đông', now).report.figures.map(({ figure: { met, total } }) => [met, total])).toEqual(
    // Those of other ages only where a target asks for them.
    indicators.filter(({ among }) => !isOtherBase(among)).map(({ id }) => [now.figures[id].met, now.figures[id].total]),
  );
});
