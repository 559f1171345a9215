import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { emptyCounts } from '../../src/domain/indicator/count.ts';
import { indicators } from '../../src/domain/indicator/current.ts';
import { makeWorkbook } from '../../src/features/progress/files/workbook.ts';
import { calculated } from '../support/programs/libreoffice.ts';
import { counts, report, words } from '../unit/progress/report.ts';

/** "61.5%" as a cell is edited, in full. */
const numberOf = (shown: string): number => (shown.endsWith('%') ? Number(shown.slice(0, -1)) / 100 : Number(shown));

test('LibreOffice works out, cell by cell, what the file says and another library reads', async () => {
  const workbook = new Uint8Array(
    await (
      await makeWorkbook(
        [report(), report('Buôn Kniêr', counts(9, 1, 0)), report('Buôn Trống', emptyCounts(indicators))],
        words,
      )
    ).arrayBuffer(),
  );
  const byLibreOffice = calculated(workbook);
  const { Sheets, SheetNames } = read(workbook);
  expect([...byLibreOffice.keys()].sort()).toEqual([...SheetNames].sort());
  let compared = 0;
  for (const name of SheetNames) {
    const rows = utils.sheet_to_json<(string | number | null)[]>(Sheets[name] ?? {}, {
      header: 1,
      blankrows: true,
      raw: true,
      defval: null,
    });
    rows.forEach((row, at) =>
      row.forEach((cell, column) => {
        const shown = byLibreOffice.get(name)?.[at]?.[column] ?? '';
        if (typeof cell === 'number')
          expect(numberOf(shown), `${name} ${at + 1}:${column + 1}: ${shown}`).toBeCloseTo(cell, 9);
        else expect(shown, `${name} ${at + 1}:${column + 1}`).toBe(cell ?? '');
        compared++;
      }),
    );
  }
  expect(compared).toBeGreaterThan(600);
});
