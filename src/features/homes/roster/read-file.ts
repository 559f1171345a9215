import { fromLegacyFont, legacyFontOf } from '../../../domain/roster/legacy-font.ts';
import { readCsv } from '../../../domain/roster/read-csv.ts';
import { rosterLimits, type RosterTable } from '../../../domain/roster/table.ts';
import { decodeText } from './decode-text.ts';
import { readXlsx } from './read-xlsx.ts';
import { RefusedFile } from './zip.ts';

/**
 * The tables of a list of homes as a village has it: .xlsx, or delimited text in any usual encoding, also in the old
 * Vietnamese fonts. Told apart by what is in the file, not by its name. Nothing leaves the phone.
 * @throws RefusedFile with the reason to show
 */
export async function readRosterFile(file: Blob, breathe: () => Promise<void>): Promise<RosterTable[]> {
  if (file.size > rosterLimits.file) throw new RefusedFile('tooBig');
  if (file.size === 0) throw new RefusedFile('empty');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const tables = await readTables(bytes, breathe);
  if (tables.every(({ rows }) => rows.length === 0)) throw new RefusedFile('empty');
  const font = legacyFontOf(tables.flatMap(({ rows }) => rows.slice(0, 300).flatMap(({ cells }) => cells)));
  if (!font) return tables;
  return tables.map(({ name, rows }) => ({ name: fromLegacyFont(name, font), rows: rows.map(({ number, cells }) => ({ number, cells: cells.map((cell) => fromLegacyFont(cell, font)) })) }));
}

async function readTables(bytes: Uint8Array<ArrayBuffer>, breathe: () => Promise<void>): Promise<RosterTable[]> {
  if (startsWith(bytes, [0x50, 0x4b])) return readXlsx(bytes, breathe);
  // Compound files: Excel before 2007, and workbooks with a password.
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new RefusedFile(isLockedWorkbook(bytes) ? 'locked' : 'oldExcel');
  const text = decodeText(bytes).replace(/^\ufeff/, '');
  if (isBinary(text)) throw new RefusedFile('notRead');
  const steps = readCsv(text);
  let step = steps.next();
  while (!step.done) {
    await breathe();
    step = steps.next();
  }
  return [{ name: '', rows: step.value.filter(({ cells }) => cells.some((cell) => cell !== '')) }];
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, at) => bytes[at] === byte);

/** A compound file that holds "EncryptedPackage" (UTF-16) is a new workbook behind a password ([MS-OFFCRYPTO] 1.3). */
function isLockedWorkbook(bytes: Uint8Array): boolean {
  return new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length - (bytes.length % 2))).includes('EncryptedPackage');
}

// Pictures, PDF and programs have these; no list of homes has.
const isBinary = (text: string): boolean => (text.slice(0, 4000).match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0) > 4 || text.startsWith('%PDF');
