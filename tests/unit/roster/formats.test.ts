import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { shownNumber } from '../../../src/features/households/roster/readers/shown-number.ts';
import { readRosterFile } from '../../../src/features/households/roster/read-file.ts';
import { rowInUnicode } from '../../../src/domain/roster/legacy-font.ts';
import { zip } from '../../support/xlsx.ts';
import { yieldToMain, householdsOf, judgedFile } from './judge.ts';
import { shaped, shapes, type CellToShape } from './shapes.ts';

const read = (bytes: Uint8Array | string) => readRosterFile(new Blob([bytes as Uint8Array<ArrayBuffer>]), yieldToMain);
const cellsOf = async (bytes: Uint8Array | string) => (await read(bytes))[0]!.rows.map(({ cells }) => cells);

describe('numbers as they are shown', () => {
  test.each([
    ['46154', 'd/m', '12/5', 2026],
    ['46154', 'dd/mm/yyyy', '12/05/2026', 2026],
    ['7', '000', '007', undefined],
    ['46154', undefined, '46154', undefined],
    ['5', '0"/2"', '5/2', undefined],
    ['0.30000000000000004', undefined, '0.3', undefined],
    ['25701', 'd-mmm', '13-May', 1970],
    ['12', '@', '12', undefined],
    ['1200', '#,##0', '1,200', undefined],
    ['45', '"Nhà "0', 'Nhà 45', undefined],
  ])('%s through %s is %s', (stored, pattern, text, year) =>
    expect(shownNumber(stored, pattern === '@' ? undefined : pattern, false)).toEqual(
      year === undefined ? { text } : { text, year },
    ),
  );
  test('days of early Macs', () =>
    expect(shownNumber(String(46154 - 1462), 'd/m/yyyy', true)).toEqual({ text: '12/5/2026', year: 2026 }));
  test.each(shapes)('in a file of %s', async (shape) => {
    const rows: CellToShape[][] = [
      ['Chủ hộ', 'Số nhà'],
      ['Mẫu Văn An', { value: 46154, format: 'd/m' }],
      ['Mẫu Văn Bình', { value: 7, format: '000' }],
    ];
    for (const is1904 of [false, true]) {
      const judged = await judgedFile(
        shaped({ is1904, sheets: [{ name: 'A', rows: rows.map((cells) => ({ cells })) }] }, shape),
      );
      expect(householdsOf(judged).map(({ address }) => address)).toEqual(['12/5', '007']);
    }
  });
});

describe('OpenDocument', () => {
  const ods = (content: string) =>
    zip({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'META-INF/manifest.xml': '<manifest:manifest/>',
      'content.xml':
        `<office:document-content><office:automatic-styles>` +
        `<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>` +
        `<style:style style:name="old"><style:text-properties style:font-name=".VnTime"/></style:style>` +
        `</office:automatic-styles>` +
        `<office:body><office:spreadsheet>${content}</office:spreadsheet></office:body></office:document-content>`,
    });
  const cell = (text: string, more = '') => `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`;
  test('cells as they are shown, repeated and covered ones, hidden rows and sheets, remarks left aside', async () => {
    const tables = await read(
      ods(
        `
      <table:table table:name="Hộ"><table:table-row>${cell('Chủ hộ')}${cell('Địa chỉ')}${cell('Xóm')}</table:table-row>
      <table:table-row>${cell('Mẫu <text:span>Văn</text:span><text:s/>An')}` +
          `${cell('12/5', 'office:value-type="date" office:date-value="2026-05-12"')}` +
          `${cell('Trên', 'table:number-rows-spanned="2"')}</table:table-row>
      <table:table-row table:visibility="filter"><table:table-cell table:style-name="old">` +
          `<office:annotation><text:p>đừng đọc</text:p></office:annotation>` +
          `<text:p>NguyÔn V¨n MÉu</text:p></table:table-cell>${cell('007')}<table:covered-table-cell/></table:table-row>
      <table:table-row table:number-rows-repeated="1048570">` +
          `<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
      <table:table table:name="Ẩn" table:style-name="ta2">` +
          `<table:table-row>${cell('x')}</table:table-row></table:table>`,
      ),
    );
    expect(tables).toEqual([
      {
        name: 'Hộ',
        rows: [
          { number: 1, cells: ['Chủ hộ', 'Địa chỉ', 'Xóm'] },
          { number: 2, cells: ['Mẫu Văn An', '12/5', 'Trên'], years: { 1: 2026 } },
          { number: 3, cells: ['Nguyễn Văn Mẫu', '007', 'Trên'], isHidden: true },
        ],
      },
      { name: 'Ẩn', rows: [], isHidden: true },
    ]);
  });
});

describe('what is named .xls and is none', () => {
  test('Excel 2003 XML: formats, dates, places by number, merged and hidden rows', async () => {
    const xml =
      `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>` +
      `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" ` +
      `xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">` +
      `<Styles><Style ss:ID="s1"><NumberFormat ss:Format="d/m"/></Style>` +
      `<Style ss:ID="s2"><NumberFormat ss:Format="000"/></Style>` +
      `<Style ss:ID="s3"><Font ss:FontName="VNI-Times"/></Style></Styles>
      <Worksheet ss:Name="Hộ"><Table><Row>` +
      `<Cell><Data ss:Type="String">Chủ hộ</Data></Cell><Cell><Data ss:Type="String">Địa chỉ</Data></Cell>` +
      `<Cell ss:MergeDown="1"><Data ss:Type="String">Xóm</Data></Cell></Row>
      <Row ss:Index="4"><Cell ss:StyleID="s3"><Data ss:Type="String">Nguyeãn Vaên Maãu</Data></Cell>` +
      `<Cell ss:StyleID="s1"><Data ss:Type="DateTime">2026-05-12T00:00:00.000</Data></Cell></Row>
      <Row ss:Hidden="1">` +
      `<Cell ss:Index="2" ss:StyleID="s2"><Data ss:Type="Number">7</Data></Cell></Row></Table></Worksheet>
      <Worksheet ss:Name="Ẩn"><Table>` +
      `<Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>` +
      `<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`;
    expect(await read(xml)).toEqual([
      {
        name: 'Hộ',
        rows: [
          { number: 1, cells: ['Chủ hộ', 'Địa chỉ', 'Xóm'] },
          { number: 4, cells: ['Nguyễn Văn Mẫu', '12/5'], years: { 1: 2026 } },
          { number: 5, cells: ['', '007'], isHidden: true },
        ],
      },
      { name: 'Ẩn', rows: [], isHidden: true },
    ]);
    const long = xml.replace('Nguyeãn Vaên Maãu', 'x'.repeat(300_000));
    expect((await read(long))[0]!.rows[1]!.cells[0]).toHaveLength(1000);
  });
  test('a web page: spans, entities, unclosed cells, tables in cells, rows that are not shown', async () => {
    const html =
      '<html><head><style>td{}</style></head><body><table border=1>' +
      '<tr><td rowspan=2>1<td colspan="2">H&#7885; t&ecirc;n &amp; &#x111;&#7883;a ch&#7881;' +
      '<tr><td>Ch&#7911; h&#7897;<td>&nbsp;Nh&agrave;<br>s&#7889;</tr>' +
      '<tr style="display:none"><td>2</td><td>Mẫu <table><tr><td>trong</td></tr></table></td></tr>' +
      '</table></body></html>';
    expect(await read(html)).toEqual([
      {
        name: '',
        rows: [
          { number: 1, cells: ['1', 'Họ tên & địa chỉ'] },
          { number: 2, cells: ['1', 'Chủ hộ', 'Nhà\nsố'] },
          { number: 3, cells: ['2', 'Mẫu trong'], isHidden: true },
        ],
      },
    ]);
  });
});

test('Zip64 is read as any other', async () => {
  const plain = Buffer.from(
    shaped({ sheets: [{ name: 'A', rows: [{ cells: ['Chủ hộ'] }, { cells: ['Mẫu Văn An'] }] }] }, 'excel'),
  );
  const end = plain.length - 22;
  const [count, size, at] = [plain.readUInt16LE(end + 10), plain.readUInt32LE(end + 12), plain.readUInt32LE(end + 16)];
  const long = Buffer.alloc(56);
  long.writeUInt32LE(0x06064b50, 0);
  long.writeBigUInt64LE(44n, 4);
  for (const [offset, value] of [
    [24, count],
    [32, count],
    [40, size],
    [48, at],
  ] as const)
    long.writeBigUInt64LE(BigInt(value), offset);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(end), 8);
  const short = Buffer.from(plain.subarray(end));
  short.writeUInt16LE(0xffff, 8);
  short.writeUInt16LE(0xffff, 10);
  short.writeUInt32LE(0xffffffff, 12);
  short.writeUInt32LE(0xffffffff, 16);
  expect(await cellsOf(Buffer.concat([plain.subarray(0, end), long, locator, short]))).toEqual([
    ['Chủ hộ'],
    ['Mẫu Văn An'],
  ]);
});

test('runs in an old font are read by it; a row pasted from an old list is read by its own signs', async () => {
  const bytes = zip({
    'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/sharedStrings.xml':
      '<sst><si><r><rPr><rFont val=".VnTime"/></rPr><t>NguyÔn </t></r><r><t>Đức</t></r></si></sst>',
    'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>',
  });
  expect(await cellsOf(bytes)).toEqual([['Nguyễn Đức']]);
  expect(rowInUnicode(['NguyÔn V¨n MÉu', 'Nhµ 5'], undefined)).toEqual(['Nguyễn Văn Mẫu', 'Nhà 5']);
  expect(rowInUnicode(['Lê Hà', 'Nhà 5', 'Hoà'], undefined)).toEqual(['Lê Hà', 'Nhà 5', 'Hoà']);
  expect(rowInUnicode(['Đỗ Hoà', 'Nhµ 5'], 'tcvn3')).toEqual(['Đỗ Hoà', 'Nhà 5']);
});

describe('text', () => {
  test.each([
    [
      'windows-1252 with a mark of its own',
      '<html><meta charset="windows-1258"><table><tr><td>x</td></tr></table></html>',
    ],
  ])('%s', async (_, text) => expect(await cellsOf(Buffer.from(text, 'latin1'))).toEqual([['x']]));
  test('sep= names the delimiter, and is a row of its own', async () =>
    expect(await read('sep=|\r\nChủ hộ|Nhà\r\nMẫu; An|1')).toEqual([
      {
        name: '',
        rows: [
          { number: 2, cells: ['Chủ hộ', 'Nhà'] },
          { number: 3, cells: ['Mẫu; An', '1'] },
        ],
      },
    ]));
  test('bad bytes cost their own rows only, also without a mark', async () => {
    const lines = ['Chủ hộ;Nhà', 'Mẫu Văn Đức;Nhà 1', 'Mẫu Thị Ước;Nhà 2', 'Mẫu Văn Bảy;Nhà 3'];
    const bytes = Buffer.concat(
      lines.map((line, at) =>
        at === 2
          ? Buffer.concat([Buffer.from('Mẫu '), Buffer.from([0xe1, 0xbb]), Buffer.from(';Nhà 2\n')])
          : Buffer.from(`${line}\n`),
      ),
    );
    const rows = await cellsOf(bytes);
    expect([rows[1], rows[3]]).toEqual([
      ['Mẫu Văn Đức', 'Nhà 1'],
      ['Mẫu Văn Bảy', 'Nhà 3'],
    ]);
    expect(householdsOf(await judgedFile(bytes))).toHaveLength(2);
  });
});

test('five thousand rows of borders are passed over; a list far below them is not lost', async () => {
  const border = (row: number): string => {
    const cells = [...'ABCDEFGH'].map((column) => `<c r="${column}${row}" s="1"/>`);
    return `<row r="${row}" spans="1:8" ht="15" customHeight="1">${cells.join('')}</row>`;
  };
  const text = (row: number, value: string): string =>
    `<row r="${row}" hidden="1"><c r="A${row}" t="inlineStr"><is><t>${value}</t></is></c></row>`;
  const blank = Array.from({ length: 5000 }, (_, at) => border(at + 3)).join('');
  const rows = `${text(1, 'Chủ hộ')}${text(2, 'Mẫu Văn An')}${blank}${text(5003, 'Mẫu Văn Bình')}`;
  const merged = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>';
  const sheet = `<worksheet><sheetData>${rows}</sheetData>${merged}</worksheet>`;
  const bytes = zip({
    'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': { deflated: deflateRawSync(Buffer.from(sheet)), claims: sheet.length },
  });
  expect((await read(bytes))[0]!.rows).toEqual([
    { number: 1, cells: ['Chủ hộ'], isHidden: true },
    { number: 2, cells: ['Mẫu Văn An'], isHidden: true },
    { number: 5003, cells: ['Mẫu Văn Bình'], isHidden: true },
  ]);
});
