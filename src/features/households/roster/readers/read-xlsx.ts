import type { RosterTable } from '../../../../domain/roster/table.ts';
import type { Pause } from '../../../../lib/time-slices.ts';
import { RefusedFile } from '../refused.ts';
import type { Counted } from '../rows-read.ts';
import { attributeOf } from './xml.ts';
import { piecesOf, relationsOf, sharedTexts, stylesOf, type Relation } from './xlsx-parts.ts';
import { readSheet } from './xlsx-sheet.ts';
import type { ZipFile } from './zip.ts';

/**
 * The sheets of a workbook (ECMA-376, SpreadsheetML, transitional or strict): texts and numbers as they are shown,
 * results of formulas. Hidden sheets are named and not read. Read as a stream; `pause` lets the page draw in between.
 * @throws RefusedFile when it is no workbook, or too large in any way (`rosterLimits`)
 */
export async function readXlsx(zip: ZipFile, pause: Pause): Promise<RosterTable[]> {
  try {
    const workbook = await findWorkbook(zip, pause);
    const relations = await relationsOf(zip, workbook, pause);
    const { sheets, is1904 } = await sheetsOf(zip, workbook, relations, pause);
    const [texts, styles] = [
      await sharedTexts(zip, partOf(zip, relations, 'sharedStrings'), pause),
      await stylesOf(zip, partOf(zip, relations, 'styles'), pause),
    ];
    const counted: Counted = { rows: 0, texts: 0 };
    const tables: RosterTable[] = [];
    for (const { name, path, isHidden } of sheets) {
      tables.push({
        name,
        ...(isHidden && { isHidden }),
        rows: isHidden ? [] : await readSheet(zip, path, { texts, styles, is1904, counted }, pause),
      });
    }
    return tables;
  } catch (error) {
    if (error instanceof RangeError) throw new RefusedFile('damaged');
    throw error;
  }
}

const mostSheets = 60;

async function findWorkbook(zip: ZipFile, pause: Pause): Promise<string> {
  const main = (await relationsOf(zip, '', pause)).find(({ type }) => type === 'officeDocument')?.path;
  const workbook = [main, ...zip.names].find((name) => name !== undefined && /workbook\d*\.xml$/i.test(name));
  if (workbook !== undefined && zip.names.some((name) => name.toLowerCase() === workbook.toLowerCase()))
    return workbook;
  if (zip.names.some((name) => /workbook\d*\.bin$/i.test(name))) throw new RefusedFile('binaryExcel');
  if (zip.names.some((name) => /^word\//i.test(name))) throw new RefusedFile('word');
  if (zip.names.some((name) => /(^|\/)index\/.*\.iwa$/i.test(name) || /\.iwa$/i.test(name)))
    throw new RefusedFile('numbersFile');
  throw new RefusedFile('otherArchive');
}

/** The path of a part by its relation; by its usual name when the relation is missing. */
function partOf(zip: ZipFile, relations: readonly Relation[], type: string): string | undefined {
  return (
    relations.find((relation) => relation.type === type)?.path ??
    zip.names.find((name) => name.toLowerCase().endsWith(`/${type.toLowerCase()}.xml`))
  );
}

async function sheetsOf(
  zip: ZipFile,
  workbook: string,
  relations: readonly Relation[],
  pause: Pause,
): Promise<{ readonly sheets: { name: string; path: string; isHidden?: true }[]; readonly is1904: boolean }> {
  const sheets: { name: string; path: string; isHidden?: true }[] = [];
  let is1904 = false;
  for await (const pieces of piecesOf(zip, workbook, pause)) {
    for (const piece of pieces) {
      if (piece.kind !== 'open') continue;
      if (piece.name === 'workbookPr') is1904 = /^(1|true|on)$/i.test(attributeOf(piece.attributes, 'date1904') ?? '');
      if (piece.name !== 'sheet' || sheets.length >= mostSheets) continue;
      const id = attributeOf(piece.attributes, '\\w+:id');
      const path = relations.find((relation) => relation.id === id)?.path;
      const state = attributeOf(piece.attributes, 'state')?.toLowerCase();
      // Charts and macros are sheets, too.
      if (path === undefined || /chartsheets|dialogsheets|macrosheets/i.test(path)) continue;
      sheets.push({
        name: attributeOf(piece.attributes, 'name') ?? '',
        path,
        ...((state === 'hidden' || state === 'veryhidden') && { isHidden: true as const }),
      });
    }
  }
  return { sheets, is1904 };
}
