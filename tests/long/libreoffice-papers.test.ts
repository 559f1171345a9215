import { expect, test } from 'vitest';
import { read, utils } from '@e965/xlsx';
import { communePaper, villagePaper } from '../../src/features/progress/papers/activity-report.ts';
import { makeDocx } from '../../src/features/progress/papers/docx.ts';
import { makeLogWorkbook } from '../../src/features/progress/papers/log-workbook.ts';
import type { Paper } from '../../src/features/progress/papers/paper.ts';
import { calculated, converted } from '../support/programs/libreoffice.ts';
import { linesOf, logOf, paperWords, villageReportOf } from '../unit/progress/papers.ts';
import { to } from '../unit/progress/report.ts';

const bytes = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

/** Spaces and line ends are the reader's own. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

test('LibreOffice reads of a Word paper, line by line, what the paper says', async () => {
  const papers: Readonly<Record<string, Paper>> = {
    village: villagePaper(villageReportOf(), to, paperWords),
    commune: communePaper(
      { place: 'Xã Ea Knuếc', reports: [villageReportOf(), villageReportOf({ texts: {} })], missing: [] },
      to,
      paperWords,
    ),
  };
  const files = new Map<string, Uint8Array>();
  for (const [name, paper] of Object.entries(papers))
    files.set(`${name}.docx`, await bytes(await makeDocx(paper, paperWords.format)));
  const texts = converted(files, 'txt:Text (encoded):UTF8');
  for (const [name, paper] of Object.entries(papers)) {
    const text = plain(new TextDecoder().decode(texts.get(name)));
    let at = 0;
    for (const line of linesOf(paper)) {
      const found = text.indexOf(plain(line), at);
      expect(found, `${name}: ${line}`).toBeGreaterThanOrEqual(at);
      at = found + plain(line).length;
    }
  }
  const pages = converted(files, 'pdf');
  for (const [, pdf] of pages) expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-');
});

test('LibreOffice reads of the log, cell by cell, what another library reads', async () => {
  const workbook = await bytes(await makeLogWorkbook(logOf(), paperWords));
  const sheets = calculated(workbook);
  const { Sheets, SheetNames } = read(workbook);
  expect([...sheets.keys()].sort()).toEqual([...SheetNames].sort());
  let compared = 0;
  for (const name of SheetNames)
    utils
      .sheet_to_json<(string | number | null)[]>(Sheets[name] ?? {}, { header: 1, blankrows: true, defval: '' })
      .forEach((row, at) =>
        row.forEach((cell, column) => {
          expect(sheets.get(name)?.[at]?.[column] ?? '', `${name} ${at + 1}:${column + 1}`).toBe(String(cell ?? ''));
          compared++;
        }),
      );
  expect(compared).toBeGreaterThan(80);
});
