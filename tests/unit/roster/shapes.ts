// Workbooks in the shapes that programs give them: what differs is what tripped readers of public reports.
import { zip } from '../../support/xlsx.ts';

/** A number shown through a pattern, or a text in a font. */
export type CellToShape =
  | string
  | { readonly value: number; readonly format: string }
  | { readonly text: string; readonly font: string };
export interface RowToShape {
  readonly cells: readonly CellToShape[];
  readonly isHidden?: boolean;
}
export interface SheetToShape {
  readonly name: string;
  readonly rows: readonly RowToShape[];
  readonly isHidden?: boolean;
  readonly merges?: readonly string[];
  /** Rows of nothing but borders below the list. */
  readonly blankBelow?: number;
}
export interface BookToShape {
  readonly sheets: readonly SheetToShape[];
  readonly is1904?: boolean;
}

export const shapes = ['excel', 'openpyxl', 'google', 'wps', 'libreoffice'] as const;
export type Shape = (typeof shapes)[number];

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const letter = (column: number): string => String.fromCharCode(65 + column);

/** The bytes of an .xlsx as this program would write it. */
export function shaped({ sheets, is1904 = false }: BookToShape, shape: Shape): Uint8Array<ArrayBuffer> {
  const texts: string[] = [];
  const styles = ['|'];
  const indexOf = (list: string[], item: string): number =>
    list.includes(item) ? list.indexOf(item) : list.push(item) - 1;
  const x = shape === 'wps' ? 'x:' : '';
  // Strict files have the same shape as Google's.
  const isStrict = shape === 'google';
  const main = isStrict
    ? 'http://purl.oclc.org/ooxml/spreadsheetml/main'
    : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const space = `xmlns${x === '' ? '' : ':x'}="${main}"`;
  const tag = (name: string): string => `${x}${name}`;

  const cell = (value: CellToShape, row: number, column: number): string => {
    const at = shape === 'wps' && column === 0 && row === 1 ? '' : ` r="${letter(column)}${row}"`;
    if (value === '') return shape === 'google' || shape === 'libreoffice' ? `<${tag('c')}${at} s="0"/>` : '';
    if (typeof value !== 'string' && 'value' in value) {
      const stored = is1904 && /[dmy]/.test(value.format) ? value.value - 1462 : value.value;
      const style = indexOf(styles, `${value.format}|`);
      const type = shape === 'libreoffice' || shape === 'openpyxl' ? ' t="n"' : '';
      return `<${tag('c')}${at} s="${style}"${type}><${tag('v')}>${stored}</${tag('v')}></${tag('c')}>`;
    }
    const [text, style] = typeof value === 'string' ? [value, 0] : [value.text, indexOf(styles, `|${value.font}`)];
    if (shape === 'openpyxl')
      return `<c${at} s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
    return `<${tag('c')}${at} s="${style}" t="s"><${tag('v')}>${indexOf(texts, text)}</${tag('v')}></${tag('c')}>`;
  };
  const attributes = (isHidden: boolean): string =>
    isHidden
      ? ' hidden="1"'
      : shape === 'libreoffice'
        ? ' customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"'
        : '';
  const sheetXml = ({ rows, merges = [], blankBelow = 0 }: SheetToShape): string => {
    const full = rows.map(
      ({ cells, isHidden = false }, at) =>
        `<${tag('row')} r="${at + 1}"${attributes(isHidden)}>` +
        `${cells.map((value, column) => cell(value, at + 1, column)).join('')}</${tag('row')}>`,
    );
    const blank = Array.from(
      { length: blankBelow },
      (_, at) =>
        `<${tag('row')} r="${rows.length + at + 1}" spans="1:4">` +
        `<${tag('c')} r="A${rows.length + at + 1}" s="0"/>` +
        `<${tag('c')} r="B${rows.length + at + 1}" s="0"/></${tag('row')}>`,
    );
    const refs = merges.map((ref) => `<${tag('mergeCell')} ref="${ref}"/>`).join('');
    const merged = merges.length > 0 ? `<${tag('mergeCells')}>${refs}</${tag('mergeCells')}>` : '';
    return (
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${tag('worksheet')} ${space}>` +
      `<${tag('sheetData')}>${full.join('')}${blank.join('')}</${tag('sheetData')}>${merged}</${tag('worksheet')}>`
    );
  };
  const parts = Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)]));
  const state = (isHidden: boolean): string =>
    isHidden ? ' state="hidden"' : shape === 'google' || shape === 'libreoffice' ? ' state="visible"' : '';
  const type = isStrict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const links = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
  const textsName = shape === 'wps' ? 'SharedStrings.xml' : 'sharedStrings.xml';
  const root = shape === 'openpyxl' ? '/xl/' : '';
  const [fonts, formats] = [
    [...new Set(['', ...styles.map((style) => style.split('|')[1]!)])],
    [...new Set(styles.map((style) => style.split('|')[0]!))],
  ];
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const contentTypes = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...(shape === 'openpyxl' ? [] : [[`/xl/${textsName}`, 'sharedStrings']]),
    ...sheets.map((_, at) => [`/xl/worksheets/sheet${at + 1}.xml`, 'worksheet']),
  ].map(([part, kind]) => `<Override PartName="${part}" ContentType="${spreadsheet}.${kind}+xml"/>`);
  const sheetNames = sheets.map(
    ({ name, isHidden = false }, at) =>
      `<${tag('sheet')} name="${escaped(name)}" sheetId="${at + 1}"${state(isHidden)} r:id="rId${at + 1}"/>`,
  );
  const sheetLinks = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${type}/worksheet" Target="${root}worksheets/sheet${at + 1}.xml"/>`,
  );
  const textItems = texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  const numberFormats = formats.map(
    (format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(format || 'General')}"/>`,
  );
  const fontNames = fonts.map((font) => `<font><name val="${font || 'Calibri'}"/></font>`);
  const cellFormats = styles.map((style) => {
    const [format = '', font = ''] = style.split('|');
    return `<xf numFmtId="${164 + formats.indexOf(format)}" fontId="${fonts.indexOf(font)}"/>`;
  });
  return zip({
    '[Content_Types].xml': [
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      '<Default Extension="xml" ContentType="application/xml"/>',
      `${contentTypes.join('')}</Types>`,
    ].join(''),
    '_rels/.rels': [
      `<Relationships ${links}>`,
      `<Relationship Id="r" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ].join(''),
    'xl/workbook.xml': [
      `<${tag('workbook')} ${space} xmlns:r="${type}"><${tag('workbookPr')}${is1904 ? ' date1904="1"' : ''}/>`,
      `<${tag('sheets')}>${sheetNames.join('')}</${tag('sheets')}></${tag('workbook')}>`,
    ].join(''),
    'xl/_rels/workbook.xml.rels': [
      `<Relationships ${links}>${sheetLinks.join('')}`,
      `<Relationship Id="t" Type="${type}/sharedStrings" Target="${root}${textsName}"/>`,
      `<Relationship Id="s" Type="${type}/styles" Target="${root}styles.xml"/></Relationships>`,
    ].join(''),
    ...(shape !== 'openpyxl' && { [`xl/${textsName}`]: `<sst xmlns="${main}">${textItems.join('')}</sst>` }),
    'xl/styles.xml': [
      `<styleSheet xmlns="${main}"><numFmts>${numberFormats.join('')}</numFmts><fonts>${fontNames.join('')}</fonts>`,
      `<cellXfs>${cellFormats.join('')}</cellXfs></styleSheet>`,
    ].join(''),
    ...parts,
  });
}
