import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type CheckedRow } from '../../../src/domain/roster/check-rows.ts';
import { guessColumns } from '../../../src/domain/roster/columns.ts';
import { fromLegacyFont, legacyFontOf } from '../../../src/domain/roster/legacy-font.ts';
import type { RosterTable } from '../../../src/domain/roster/table.ts';
import { readRosterFile } from '../../../src/features/households/roster/read-file.ts';
import { refusedReasons, type RefusedFile } from '../../../src/features/households/roster/refused.ts';
import { workbook, zip } from '../../support/xlsx.ts';
import { judgedTables } from './judge.ts';
import { mistakenList, toCsv, toWindows1258 } from './lists.ts';

const judged = (table: RosterTable | undefined): readonly CheckedRow[] => judgedTables([table!])[0]!.rows;

const yieldToMain = (): Promise<void> => Promise.resolve();
const read = (bytes: Uint8Array | string): Promise<RosterTable[]> =>
  readRosterFile(new Blob([bytes as Uint8Array<ArrayBuffer>]), yieldToMain);
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('200 rows with twenty kinds of mistakes', () => {
  const list = mistakenList();
  test.each([
    ['.xlsx', () => workbook([{ name: 'Danh sách', rows: list.rows }])],
    ['.csv, UTF-8 with a mark and semicolons', () => Buffer.from(`\ufeff${toCsv(list.rows, ';')}`)],
    ['.csv, UTF-8 with commas', () => Buffer.from(toCsv(list.rows, ','))],
    ['.csv, UTF-16 with tabs, as Excel saves "Unicode text"', () => utf16(toCsv(list.rows, '\t'))],
    ['.csv, Windows-1258', () => toWindows1258(toCsv(list.rows, ';'))],
  ])('%s: each is told with its row and its reason, and the rest is good', async (_, file) => {
    const [table] = await read(file());
    const checked = judged(table);
    const bad = new Map(
      checked.flatMap((row) =>
        row.kind === 'refused' || row.kind === 'leftOut' ? [[row.number, row.why] as const] : [],
      ),
    );
    expect(bad).toEqual(list.expected);
    const good = checked.flatMap((row) => (row.kind === 'household' ? [row.household] : []));
    expect(good).toHaveLength(list.good);
    expect(good[0]).toEqual({ headName: 'Mẫu Văn Một', address: 'Nhà 0', cluster: 'Xóm 0', people: [] });
    expect(good.some(({ headName }) => headName === 'Y Mẫu Năm Niê')).toBe(true);
  });

  test('a repeated row names the first one', async () => {
    const [table] = await read(Buffer.from(toCsv(list.rows, ';')));
    expect(judged(table).find((row) => row.kind === 'refused' && row.why === 'twiceInFile')).toMatchObject({
      first: { number: 5 },
    });
  });
});

describe('columns', () => {
  const guess = (rows: readonly (readonly string[])[]) =>
    guessColumns(rows.map((cells, at) => ({ number: at + 1, cells })));
  test.each([
    [
      ['TT', 'HỌ TÊN CHỦ HỘ', 'ĐỊA CHỈ'],
      ['none', 'headName', 'address'],
    ],
    [
      ['Stt', 'Chủ hộ', 'Số nhà', 'Đường', 'Tổ'],
      ['none', 'headName', 'address', 'address', 'cluster'],
    ],
    [
      ['Họ và tên', 'Ngày sinh', 'Quan hệ với chủ hộ', 'Nơi ở hiện nay'],
      ['headName', 'birth', 'relation', 'address'],
    ],
    [
      ['No', 'Head of household', 'House', 'Cluster'],
      ['none', 'headName', 'address', 'cluster'],
    ],
    [
      ['STT', 'Tên hộ\n(chủ hộ)', 'Khu vực'],
      ['none', 'headName', 'cluster'],
    ],
  ])('%j', (names, roles) =>
    expect(
      guess([['DANH SÁCH HỘ GIA ĐÌNH THÔN MẪU, XÃ MẪU, CÓ ĐỊA CHỈ'], names, ['1', 'Mẫu Văn An', 'Nhà 1']]).roles.slice(
        0,
        names.length,
      ),
    ).toEqual(roles),
  );

  test('without a header, by what stands in them', () => {
    expect(
      guess([
        ['1', 'Mẫu Văn An', 'Nhà 1'],
        ['2', 'Mẫu Thị Bình', 'Nhà 2'],
        ['3', 'Y Mẫu Niê', 'Nhà 3'],
      ]),
    ).toMatchObject({ header: undefined, roles: ['none', 'headName', 'address'], order: 0 });
  });
});

describe('workbooks', () => {
  test('merged cells go down, hidden sheets stay hidden, numbers stand as they were typed', async () => {
    const tables = await read(
      workbook([
        { name: 'Ẩn', rows: [['x']], hidden: true },
        {
          name: 'Thôn Mẫu',
          rows: [
            ['Chủ hộ', 'Xóm', 'Nhà'],
            ['Mẫu A &lt; B', 'Xóm Trên', 12],
            ['Mẫu Văn C', '', 0.1 + 0.2],
            [],
            ['Mẫu Văn D', '', 1e3],
          ],
          merges: ['B2:B5', 'A1:A1'],
        },
      ]),
    );
    expect(tables).toEqual([
      { name: 'Ẩn', rows: [], isHidden: true },
      {
        name: 'Thôn Mẫu',
        rows: [
          { number: 1, cells: ['Chủ hộ', 'Xóm', 'Nhà'] },
          { number: 2, cells: ['Mẫu A &lt; B', 'Xóm Trên', '12'] },
          { number: 3, cells: ['Mẫu Văn C', 'Xóm Trên', '0.3'] },
          { number: 5, cells: ['Mẫu Văn D', 'Xóm Trên', '1000'] },
        ],
      },
    ]);
  });

  test('inline texts, rich texts and prefixed names, as other programs write them', async () => {
    const bytes = zip({
      'xl/workbook.xml':
        '<x:workbook xmlns:x="m" xmlns:rel="r">' +
        '<x:sheets><x:sheet name="A" sheetId="1" rel:id="rId9"/></x:sheets></x:workbook>',
      'xl/_rels/workbook.xml.rels':
        `<Relationships>` + `<Relationship Target="/xl/worksheets/other.xml" Id='rId9'/></Relationships>`,
      'xl/sharedStrings.xml': '<sst><si><r><t>Mẫu </t></r><r><t>Văn</t></r><rPh><t>không đọc</t></rPh></si><si/></sst>',
      'xl/worksheets/other.xml':
        '<!-- > --><x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c>' +
        '<x:c t="inlineStr"><x:is><x:t>Nhà &#x110;ông &amp; Tây</x:t></x:is></x:c>' +
        '<x:c/><x:c t="str"><x:f>A1</x:f><x:v>kết quả</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    expect(await read(bytes)).toEqual([
      { name: 'A', rows: [{ number: 1, cells: ['Mẫu Văn', 'Nhà Đông & Tây', '', 'kết quả'] }] },
    ]);
  });
});

describe('files that are refused', () => {
  const reason = (bytes: Uint8Array | string): Promise<string> =>
    read(bytes).then(
      () => 'read',
      (error: unknown) => (error as RefusedFile).reason,
    );
  const parts = (sheet: Parameters<typeof zip>[0][string]) =>
    zip({
      'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': sheet,
    });

  test('a bomb is refused in bounded memory, whatever size it claims', async () => {
    // 250 MB of spaces in some megabyte, said to be 10 bytes.
    const bomb = parts({ deflated: deflateRawSync(Buffer.alloc(250_000_000, ' '), { level: 1 }), claims: 10 });
    expect(bomb.length).toBeLessThan(2_000_000);
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
    expect(await reason(bomb)).toBe('tooBig');
    clearInterval(watch);
    expect(most - before).toBeLessThan(100_000_000);
  }, 30_000);

  test('a bomb of rows, of texts, of one endless tag, of entities', async () => {
    expect(await reason(parts(`<sheetData>${'<row><c><v>1</v></c></row>'.repeat(30_000)}</sheetData>`))).toBe(
      'tooManyRows',
    );
    expect(
      await reason(
        zip({
          'xl/workbook.xml': '<workbook/>',
          'xl/sharedStrings.xml': `<sst>${`<si><t>${'x'.repeat(5000)}</t></si>`.repeat(2000)}</sst>`,
        }),
      ),
    ).toBe('tooManyRows');
    expect(await reason(parts(`<sheetData a="${'x'.repeat(300_000)}`))).toBe('damaged');
    const laughs =
      '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>' +
      '<worksheet><sheetData><row><c t="str"><v>&c;</v></c></row></sheetData></worksheet>';
    expect((await read(parts(laughs)))[0]!.rows[0]!.cells).toEqual(['&c;']);
  }, 30_000);

  test.each([
    ['empty', 'empty', ''],
    ['only empty lines', 'empty', '\n;;\n'],
    [
      'a picture',
      'picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 1, 2, 3, 4, 5, 6, 7]),
    ],
    ['a PDF', 'pdf', '%PDF-1.7\n1 0 obj'],
    ['an archive that is no workbook', 'otherArchive', zip({ 'a.txt': 'a' })],
    ['half a workbook', 'damaged', workbook([{ name: 'A', rows: [['a']] }]).slice(0, 200)],
    [
      'Excel of 2003',
      'oldExcel',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le'), Buffer.alloc(600)]),
    ],
    [
      'Word of 2003',
      'word',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.from('WordDocument', 'utf16le'),
        Buffer.alloc(600),
      ]),
    ],
    ['a letter of today', 'word', zip({ 'word/document.xml': '<w:document/>' })],
    ['a binary workbook', 'binaryExcel', zip({ 'xl/workbook.bin': 'x' })],
    ['a list of Numbers', 'numbersFile', zip({ 'Index/Document.iwa': 'x' })],
    ['a page without a table', 'notAList', '<html><body>Không có bảng</body></html>'],
    [
      'a spreadsheet with a password',
      'locked',
      zip({
        'META-INF/manifest.xml': '<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
        'content.xml': 'xx',
      }),
    ],
    ['text longer than any list', 'tooManyRows', Buffer.alloc(10_000_001, 'a')],
    ['more rows than any list', 'tooManyRows', 'Mẫu;1\n'.repeat(20_001)],
    [
      'a workbook with a password',
      'locked',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(600),
      ]),
    ],
    ['heavier than any list', 'tooBig', Buffer.alloc(25_000_001, 'a')],
  ])('%s: %s', async (_, expected, bytes) => expect(await reason(bytes)).toBe(expected));

  test('a damaged archive never hangs or breaks otherwise', async () => {
    const whole = workbook([{ name: 'A', rows: mistakenList().rows }]);
    for (let at = 0; at < whole.length; at += 97) {
      const broken = whole.slice();
      broken[at] = (broken[at]! + 129) % 256;
      expect(['read', ...refusedReasons]).toContain(await reason(broken));
    }
  });
});

describe('csv as people’s programs write it', () => {
  const rows = async (text: string) => (await read(text))[0]!.rows.map(({ cells }) => cells);
  test('quotes, line breaks in cells, quotes inside words, an unclosed quote', async () => {
    expect(await rows('a;"b;c";"d ""e"" f"\r\n"hai\ndòng";Nhà "to";x\n"không đóng;y;z\nsau;1;2')).toEqual([
      ['a', 'b;c', 'd "e" f'],
      ['hai\ndòng', 'Nhà "to"', 'x'],
      ['không đóng', 'y', 'z'],
      ['sau', '1', '2'],
    ]);
  });
  test('UTF-16 without a mark, big endian too', async () => {
    const text = toCsv(mistakenList().rows.slice(0, 12), ';');
    const little = Buffer.from(text, 'utf16le');
    expect(await read(little)).toEqual(await read(text));
    expect(await read(Buffer.from(little).swap16())).toEqual(await read(text));
  });
});

describe('old fonts', () => {
  const names = [
    'Nguyễn Văn A',
    'Trần Thị Hường',
    'Đỗ Đình Khuê',
    'Lê Quý Ngọc',
    'Phạm Ngữ Tưởng',
    'Số nhà',
    'Hoàng Thuỳ Mỹ',
    'Ý Lan Bằng Ẩn',
  ];
  const tcvn = [
    'NguyÔn V¨n A',
    'TrÇn ThÞ H\u00ad\u00eang',
    '§ç §×nh Khuª',
    'Lª Quý Ngäc',
    'Ph¹m Ng÷ T\u00ad\u00ebng',
    'Sè nhµ',
    'Hoµng Thuú Mü',
  ];
  const vni = [
    'Nguyeãn Vaên A',
    'Traàn Thò Höôøng',
    'Ñoã Ñình Khueâ',
    'Leâ Quyù Ngoïc',
    'Phaïm Ngöõ Töôûng',
    'Soá nhaø',
    'Hoaøng Thuyø Myõ',
  ];
  test('are known and read', () => {
    expect(legacyFontOf(tcvn)).toBe('tcvn3');
    expect(legacyFontOf(vni)).toBe('vni');
    expect(tcvn.map((name) => fromLegacyFont(name, 'tcvn3'))).toEqual(names.slice(0, tcvn.length));
    expect(vni.map((name) => fromLegacyFont(name, 'vni'))).toEqual(names.slice(0, vni.length));
  });
  test('real Vietnamese, English and Êđê are left alone', () => {
    expect(legacyFontOf(names)).toBeUndefined();
    expect(legacyFontOf(['Head of household', 'House'])).toBeUndefined();
    expect(legacyFontOf(['Rmah H’Pin', 'Y Blơ Êban'])).toBeUndefined();
    expect(legacyFontOf(['Lê Hà', 'Hà Thanh', 'Mai Lâm'])).toBeUndefined();
  });
  test('in a workbook and in a .csv', async () => {
    const list = [
      ['STT', 'Hä vµ tªn chñ hé', 'Sè nhµ'],
      ['1', 'NguyÔn V¨n A', 'Nhµ 1'],
    ];
    const expected = [
      ['STT', 'Họ và tên chủ hộ', 'Số nhà'],
      ['1', 'Nguyễn Văn A', 'Nhà 1'],
    ];
    expect((await read(workbook([{ name: 'A', rows: list }])))[0]!.rows.map(({ cells }) => cells)).toEqual(expected);
    expect((await read(Buffer.from(toCsv(list, ';'), 'latin1')))[0]!.rows.map(({ cells }) => cells)).toEqual(expected);
  });
});
