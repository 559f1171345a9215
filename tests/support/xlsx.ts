// Workbooks for tests, written byte by byte as Excel does: so that reading them is tested against the format and not
// against a library's idea of it.
import { deflateRawSync } from 'node:zlib';

export interface SheetToWrite {
  readonly name: string;
  readonly rows: readonly (readonly (string | number)[])[];
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = (data: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of data) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

/** A ZIP archive of these files. `deflated`: contents that are packed already, with the size they claim. */
export function zip(
  files: Readonly<Record<string, string | Uint8Array | { readonly deflated: Uint8Array; readonly claims: number }>>,
): Uint8Array<ArrayBuffer> {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const isPacked = typeof content === 'object' && 'deflated' in content;
    const plain = isPacked ? new Uint8Array() : Buffer.from(content);
    const data = isPacked ? content.deflated : deflateRawSync(plain);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(isPacked ? content.claims : plain.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, list, end]));
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '&#10;');
const columnName = (column: number): string =>
  (column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26));

/** An .xlsx as Excel writes it, texts in the shared table. */
export function workbook(sheets: readonly SheetToWrite[]): Uint8Array<ArrayBuffer> {
  const texts: string[] = [];
  const indexOf = (text: string): number => {
    const known = texts.indexOf(text);
    return known >= 0 ? known : texts.push(text) - 1;
  };
  const cell = (value: string | number, row: number, column: number): string => {
    const reference = `${columnName(column)}${row}`;
    if (value === '') return '';
    return typeof value === 'number'
      ? `<c r="${reference}"><v>${value}</v></c>`
      : `<c r="${reference}" t="s" s="1"><v>${indexOf(value)}</v></c>`;
  };
  const sheetXml = ({ rows, merges = [] }: SheetToWrite): string => {
    const rowsXml = rows.map(
      (cells, at) =>
        `<row r="${at + 1}" spans="1:9">${cells.map((value, column) => cell(value, at + 1, column)).join('')}</row>`,
    );
    const refs = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    return [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      `<sheetData>${rowsXml.join('')}</sheetData>`,
      merges.length > 0 ? `<mergeCells count="${merges.length}">${refs}</mergeCells>` : '',
      '</worksheet>',
    ].join('');
  };
  const parts = Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)]));
  const sheetNames = sheets.map(({ name, hidden }, at) => {
    const state = hidden ? ' state="hidden"' : '';
    return `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
  });
  const links = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="t" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const textItems = texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  return zip({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheetNames.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${textItems.join('')}</sst>`,
    ...parts,
  });
}
