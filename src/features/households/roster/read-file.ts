import { fromLegacyFont, legacyFontOf, rowInUnicode } from '../../../domain/roster/legacy-font.ts';
import { readCsv } from '../../../domain/roster/read-csv.ts';
import { rosterLimits, tidyUnicode, type RosterTable } from '../../../domain/roster/table.ts';
import { decodeText } from './readers/decode-text.ts';
import { createPause, inSteps, type Pause } from '../../../lib/time-slices.ts';
import { isHtml, readHtml } from './readers/read-html.ts';
import { readOds } from './readers/read-ods.ts';
import { isXml2003, readXml2003 } from './readers/read-xml-2003.ts';
import { readXlsx } from './readers/read-xlsx.ts';
import { RefusedFile } from './refused.ts';
import { openZip } from './readers/zip.ts';

/**
 * Reads the tables of a list of households: .xlsx, .ods, Excel 2003 XML, a web page, or delimited text in any usual
 * encoding, also in the old Vietnamese fonts. The format is recognised by the content, not by the name. Nothing leaves
 * the phone.
 * @throws RefusedFile with the reason to show
 */
export async function readRosterFile(file: Blob, yieldToMain: () => Promise<void>): Promise<RosterTable[]> {
  if (file.size > rosterLimits.file) throw new RefusedFile('tooBig');
  if (file.size === 0) throw new RefusedFile('empty');
  const pause = createPause(yieldToMain);
  const tables = await readTables(file, pause);
  if (tables.every(({ rows }) => rows.length === 0)) throw new RefusedFile('empty');
  return inSteps(inUnicode(tables), pause);
}

async function readTables(file: Blob, pause: Pause): Promise<RosterTable[]> {
  const start = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  const starts = (...signature: number[]): boolean => signature.every((byte, at) => start[at] === byte);
  if (starts(0x50, 0x4b)) {
    const zip = await openZip(file);
    const isOds = zip.names.includes('content.xml') && !zip.names.some((name) => /workbook/i.test(name));
    return isOds ? readOds(zip, pause) : readXlsx(zip, pause);
  }
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new RefusedFile(await insideOf(file));
  if (starts(0x09, 0x08) || starts(0x09, 0x04) || starts(0x09, 0x02)) throw new RefusedFile('oldExcel');
  if (isPicture(start)) throw new RefusedFile('picture');
  if (starts(0x25, 0x50, 0x44, 0x46)) throw new RefusedFile('pdf');
  if (starts(0x7b, 0x5c, 0x72, 0x74, 0x66)) throw new RefusedFile('word');
  if (starts(0x52, 0x61, 0x72, 0x21) || starts(0x37, 0x7a, 0xbc, 0xaf) || starts(0x1f, 0x8b))
    throw new RefusedFile('otherArchive');
  if (file.size > rosterLimits.text) throw new RefusedFile('tooManyRows');
  return readText(decodeText(new Uint8Array(await file.arrayBuffer())), pause);
}

async function readText(text: string, pause: Pause): Promise<RosterTable[]> {
  if (isXml2003(text)) return withoutRangeError(readXml2003(text, pause));
  if (isHtml(text)) {
    const tables = await readHtml(text, pause);
    if (tables.length === 0) throw new RefusedFile('notAList');
    return tables;
  }
  if (isBinary(text) || /^(MIME-Version:|From: <Saved by|\{\s*"|<\?xml)/i.test(text.trimStart()))
    throw new RefusedFile('notAList');
  const rows = await inSteps(readCsv(text), pause);
  if (rows.length > rosterLimits.rows) throw new RefusedFile('tooManyRows');
  return [{ name: '', rows }];
}

const withoutRangeError = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((error: unknown) => {
    if (error instanceof RangeError) throw new RefusedFile('damaged');
    throw error;
  });

/**
 * The content of a compound file ([MS-CFB]) by the names of its streams: an Excel file from before 2007, one with a
 * password, or a Word file.
 */
async function insideOf(file: Blob): Promise<'locked' | 'oldExcel' | 'word' | 'damaged'> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const names = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  // [MS-OFFCRYPTO] 1.3
  if (names.includes('EncryptedPackage')) return 'locked';
  if (names.includes('Workbook') || names.includes('Book')) return 'oldExcel';
  return names.includes('WordDocument') ? 'word' : 'damaged';
}

const isPicture = (start: Uint8Array): boolean =>
  [
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff],
    [0x47, 0x49, 0x46, 0x38],
    [0x42, 0x4d],
  ].some(
    (signature) => signature.every((byte, at) => start[at] === byte) && (signature.length > 2 || start[6] === 0),
  ) ||
  new TextDecoder('windows-1252').decode(start.subarray(4, 12)).startsWith('ftyp') ||
  (start[0] === 0x52 && start[1] === 0x49 && start[8] === 0x57 && start[9] === 0x45);

// Control characters of binary files, which no list of households has.
const isBinary = (text: string): boolean =>
  (text.slice(0, 4000).match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0) > 4;

const rowsAStep = 200;

/**
 * The old font of each sheet, recognised by its cells; where a cell's own font was known it was read by that already.
 */
function* inUnicode(tables: readonly RosterTable[]): Generator<void, RosterTable[]> {
  const made: RosterTable[] = [];
  for (const table of tables) {
    const font = legacyFontOf(table.rows.slice(0, 500).flatMap(({ cells }) => cells));
    const rows = [];
    for (const [at, row] of table.rows.entries()) {
      rows.push({ ...row, cells: rowInUnicode(row.cells, font).map(tidyUnicode) });
      if (at % rowsAStep === rowsAStep - 1) yield;
    }
    made.push({
      ...table,
      name: tidyUnicode(fromLegacyFont(table.name, font)),
      rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')),
    });
  }
  return made;
}
