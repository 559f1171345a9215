import { describe, expect, test } from 'vitest';
import { birthYearIn } from '../../../src/domain/roster/birth-year.ts';
import { headingKind } from '../../../src/domain/roster/headings.ts';
import { isUnreadable } from '../../../src/domain/roster/letters.ts';
import { nameProblem } from '../../../src/domain/roster/problems.ts';
import { isHeadRelation } from '../../../src/domain/roster/relation.ts';
import { isTotal, sectionIn } from '../../../src/domain/roster/row-kinds.ts';
import { tidyCell, tidyUnicode } from '../../../src/domain/roster/table.ts';
import { householdsOf, judgedTables, othersOf, tablesOf, thisYear } from './judge.ts';

describe('what a heading says', () => {
  test.each([
    ['order', 'STT', 'TT', 'Số TT', 'Số thứ tự', 'No.'],
    [
      'headName',
      'Chủ hộ',
      'Họ và tên chủ hộ',
      'HỌ TÊN CHỦ HỘ',
      'ho va ten chu ho',
      'Tên chủ hộ',
      'Họ và tên (chủ hộ)',
      'Hộ gia đình',
      'Đại diện hộ',
      'Head of household',
      'Họ và tên\nchủ hộ (1)',
    ],
    ['name', 'Họ và tên', 'Họ tên', 'HO TEN', 'Họ, tên', 'Tên', 'Họ & tên', 'Full name', 'Họ và tên khai sinh'],
    ['memberName', 'Họ và tên thành viên', 'Họ tên nhân khẩu', 'Thành viên', 'Họ và tên các thành viên trong hộ'],
    [
      'private',
      'SĐT chủ hộ',
      'Số định danh chủ hộ',
      'CCCD',
      'Số CCCD/CMND',
      'Điện thoại',
      'Dân tộc',
      'Tôn giáo',
      'Giới tính',
      'Hộ nghèo',
      'Dân tộc chủ hộ',
      'Số thẻ BHYT',
      'Nghề nghiệp',
      'Trình độ học vấn',
      'Zalo',
    ],
    ['relation', 'Quan hệ', 'Quan hệ với chủ hộ', 'QH với chủ hộ', 'quan he voi chu ho', 'Mối quan hệ'],
    [
      'birth',
      'Năm sinh',
      'Ngày sinh',
      'Sinh ngày',
      'Ngày, tháng, năm sinh',
      'Ngày tháng năm sinh',
      'Năm sinh chủ hộ',
      'NTNS',
      'Sinh năm',
    ],
    ['householdCode', 'Mã hộ', 'Số hộ', 'STT hộ', 'Hộ số', 'Số sổ hộ khẩu'],
    ['address', 'Địa chỉ', 'Nơi ở', 'Chỗ ở', 'Nơi cư trú', 'Address', 'Địa chỉ (thôn, xã)', 'dia chi', 'Đ/C'],
    ['addressNow', 'Nơi ở hiện nay', 'Chỗ ở hiện tại', 'Địa chỉ hiện nay'],
    [
      'addressRegistered',
      'HKTT',
      'Nơi đăng ký thường trú',
      'Hộ khẩu thường trú',
      'Thường trú',
      'Nơi ĐKHK thường trú',
      'Địa chỉ thường trú',
    ],
    ['houseNumber', 'Số nhà', 'so nha', 'Nhà', 'Nhà số'],
    ['street', 'Đường', 'Ngõ', 'Tên đường', 'Hẻm'],
    ['cluster', 'Xóm', 'Cụm', 'Tổ', 'Tổ dân phố', 'Khu vực', 'Tổ liên gia', 'Đội', 'Cụm dân cư'],
    ['hamlet', 'Thôn', 'Buôn', 'Thôn/Buôn', 'Bản', 'Làng', 'Ấp'],
    [
      'other',
      'Số nhân khẩu',
      'Nhà ở',
      'Nhà tiêu',
      'Nhà tiêu HVS',
      'Đường vào nhà',
      'Ghi chú',
      'Nơi sinh',
      'Quê quán',
      'Số khẩu',
      'Diện tích đất',
      'Họ tên vợ',
      'Tổ trưởng',
      'Loại nhà',
      'Ký nhận',
      'Số người',
      'Trưởng thôn',
    ],
    ['unknown', '', 'DANH SÁCH CHỦ HỘ THÔN MẪU', 'Xóm 1', 'x'],
  ])('%s', (kind, ...headings) => {
    for (const heading of headings) expect([heading, headingKind(heading)]).toEqual([heading, kind]);
  });
});

describe('rows that are no people', () => {
  test.each([
    ['Tổng cộng: 12 hộ'],
    ['TỔNG CỘNG'],
    ['Cộng'],
    ['Tổng số hộ: 45'],
    ['tong cong'],
    ['TỔNG (I+II)'],
    ['Tổng cộng thôn Tân Đông: 12 hộ'],
    ['Cộng trang'],
    ['Tổng số: 100 hộ, 400 nhân khẩu'],
    ['Tổng'],
  ])('%s is a total', (label) => expect(isTotal(['', label, '', '12'])).toBe(true));
  test.each([
    ['Tống Công Minh'],
    ['Công Thị Hiền'],
    ['Tổng Văn Ba'],
    ['Cộng Văn Tư'],
    ['Tong Cong Minh'],
    ['Lữ Tổng'],
    ['Cong Van Tu'],
    ['Nguyễn Văn Tổng'],
  ])('%s is somebody', (label) => expect(isTotal(['1', label, 'Nhà 2', ''])).toBe(false));

  test.each([
    ['XÓM ĐỒI CHÈ'],
    ['Buôn Kniêr'],
    ['Tổ 3'],
    ['Khu 2'],
    ['Tổ liên gia số 2'],
    ['Khu chợ cũ'],
    ['Thôn Tân Đông'],
    ['BUON KNIER'],
    ['To 5'],
    ['Cụm dân cư số 1'],
    ['Ấp Bình Minh'],
    ['Đội 4'],
    ['Tổ dân phố Hoà Bình'],
  ])('%s is the cluster of the rows below', (name) => expect(sectionIn(['', name, '', ''], 0)).toBe(name));
  test.each([
    ['I. Xóm Trên (25 hộ)', 'Xóm Trên'],
    ['Xóm Dưới: 12 hộ', 'Xóm Dưới'],
  ])('%s → %s', (text, name) => expect(sectionIn([text], undefined)).toBe(name));
  test('a Roman number beside a name is a section', () => expect(sectionIn(['IV', 'Đồi Chè'], 0)).toBe('Đồi Chè'));
  test.each([
    ['Tô Văn Mẫu'],
    ['To Van Mau'],
    ['Bàn Thị Mẫu'],
    ['Lô Văn Mẫu'],
    ['Khu Văn Mẫu'],
    ['Kon Sơ Mẫu'],
    ['Đường Thị Mẫu'],
    ['Nguyễn Thôn'],
    ['Lang Van Mau'],
  ])('%s is somebody', (name) => expect(sectionIn(['3', name, '', ''], 0)).toBeUndefined());
});

describe('names', () => {
  test.each([
    'Y Bhiăk Niê',
    "H' Lan Kbuôr",
    'H’Lan',
    'H´Lan',
    'Nguyễn Thị Ƀlă',
    'Y Ê̆ Čư̆',
    'Rơ Châm H’Ñuê',
    'Kpă Ŭl',
    'Y Ƀlơ̆ Êban',
    'Võ Chu',
    'Phan Thị Và Thị Tư',
    'Trần Trọng',
    'Jos. Nguyễn Văn Mẫu',
    'TRẦN THỊ ƯỚC',
    'Đỗ Thị Đào',
    'Vo Chu',
    'Mai Thị Không',
    'Trưởng Thôn Dung',
  ])('%s is good', (name) => expect(nameProblem(name)).toBeUndefined());
  test.each([
    ['unreadable', 'Lê Th? Hà'],
    ['unreadable', '?ào Th? Bé'],
    ['unreadable', 'H? Th? Lê'],
    ['unreadable', 'NguyÔn V¨n MÉu'],
    ['unreadable', 'Nguyá»…n VÄƒn'],
    ['unreadable', 'Nguy\ufffdn'],
    ['unreadable', 'Nguyeãn Vaên Møu'],
    ['unreadable', 'Нгуен Ван'],
    ['unreadable', 'Nguyễn Thị HÃ'.replace('HÃ', 'NhÃ')],
    ['placeholder', 'vô chủ'],
    ['placeholder', 'Không rõ'],
    ['placeholder', 'khong ro'],
    ['placeholder', 'VÔ CHỦ'],
    ['placeholder', '...'],
    ['placeholder', 'x'],
    ['twoNames', 'Mẫu Văn Ất và Mẫu Thị Bính'],
    ['twoNames', 'MẪU VĂN ẤT VÀ MẪU THỊ BÍNH'],
    ['twoNames', 'Mẫu Văn Ất/Mẫu Thị Bính'],
    ['nameIsPlace', 'Nhà số 12'],
    ['nameIsPlace', 'Tổ 3'],
    ['nameHasNumber', 'Mẫu Văn Ất 2'],
  ])('%s: %s', (problem, name) => expect(nameProblem(name)).toBe(problem));
  test('punctuation and house numbers are no lost letters', () => {
    for (const text of ['12/5', 'K12/5, hẻm 3', 'Nhà “cũ” (gần chợ)', 'Số 5–7', '', 'Nhà 7 ?'])
      expect([text, isUnreadable(text)]).toEqual([text, false]);
  });
});

test.each([
  ['Chủ hộ', true],
  ['CH', true],
  ['Bản thân', true],
  ['Chủ hộ (nữ)', true],
  ['Con chủ hộ', false],
  ['Vợ chủ hộ', false],
  ['Cháu', false],
  ['', false],
  ['chu ho', true],
  ['Vợ', false],
])('“%s” is the head: %s', (text, is) => expect(isHeadRelation(text)).toBe(is));

test.each([
  ['1970', 1970],
  ['12/5/1970', 1970],
  ['ngày 03 tháng 5 năm 1970', 1970],
  ['12/5/70', 1970],
  ['12-05-05', 2005],
  ['khoảng 1960', 1960],
  ['1/1/1850', undefined],
  ['12/5', undefined],
  ['', undefined],
  ['2099', undefined],
])('“%s” was born in %s', (text, year) => expect(birthYearIn(text, thisYear)).toBe(year));

test('invisible characters are removed, misread UTF-8 is repaired, Ð becomes Đ', () => {
  expect(tidyUnicode(tidyCell('  Nguyá»…n\u00a0 VÄƒn\u200b Máº«u '))).toBe('Nguyễn Văn Mẫu');
  expect(tidyUnicode(tidyCell('Ðỗ\u2060 Thị\r\n Ðào'))).toBe('Đỗ Thị\nĐào');
  expect(tidyUnicode(tidyCell('HoÃ\u00a0ng VÃµ'))).toBe('Hoàng Võ');
});

describe('lists', () => {
  const heads = (rows: readonly (readonly string[])[]) => householdsOf(judgedTables(tablesOf(rows)));
  test('year of birth under men and women, in two rows of headings', () => {
    const [household] = heads([
      ['STT', 'Họ và tên', 'Năm sinh', '', 'Quan hệ', 'Địa chỉ'],
      ['', '', 'Nam', 'Nữ', '', ''],
      ['1', 'Mẫu Văn An', '1960', '', 'Chủ hộ', 'Nhà 1'],
      ['2', 'Mẫu Thị Bình', '', '12/5/1962', 'Vợ', ''],
    ]);
    expect(household).toEqual({
      headName: 'Mẫu Văn An',
      address: 'Nhà 1',
      cluster: '',
      people: [
        { row: 3, name: 'Mẫu Văn An', birthYear: 1960 },
        { row: 4, name: 'Mẫu Thị Bình', birthYear: 1962 },
      ],
    });
  });
  test('three rows of headings and the numbers of columns', () => {
    expect(
      heads([
        ['BIỂU MẪU'],
        ['TT', 'Hộ', '', 'Nơi ở', ''],
        ['', 'Họ và tên chủ hộ', 'Số khẩu', 'Số nhà', 'Xóm'],
        ['1', '2', '3', '4', '5'],
        ['1', 'Mẫu Văn An', '3', '7', 'Trên'],
      ]),
    ).toMatchObject([{ headName: 'Mẫu Văn An', address: '7', cluster: 'Trên' }]);
  });
  test('the head in a column of their own, written once', () => {
    const found = heads([
      ['Họ tên chủ hộ', 'Họ tên thành viên', 'Năm sinh', 'Thôn'],
      ['Mẫu Văn An', 'Mẫu Văn An', '1960', 'Tân Đông'],
      ['', 'Mẫu Thị Bình', '1962', ''],
      ['Mẫu Văn Cảnh', 'Mẫu Văn Cảnh', '1970', 'Tân Tây'],
      ['', 'Mẫu Thị Dung', '1971', ''],
      ['', 'Mẫu Văn Em', '2001', ''],
    ]);
    expect(found.map(({ headName, people }) => [headName, people.length])).toEqual([
      ['Mẫu Văn An', 2],
      ['Mẫu Văn Cảnh', 3],
    ]);
  });
  test('people without a head are refused, and a household’s people are never somebody else’s', () => {
    const judged = judgedTables(
      tablesOf([
        ['Họ và tên', 'Quan hệ', 'Địa chỉ'],
        ['Mẫu Thị Lạc', 'Vợ', 'Nhà 0'],
        ['Mẫu Văn An', 'Chủ hộ', 'Nhà 1'],
        ['Mẫu Thị Bình', 'Vợ chủ hộ', ''],
        ['Mẫu Văn Con', 'Con chủ hộ', ''],
      ]),
    );
    expect(othersOf(judged)).toEqual(['2 noHead']);
    expect(householdsOf(judged).map(({ people }) => people.map(({ name }) => name))).toEqual([
      ['Mẫu Văn An', 'Mẫu Thị Bình', 'Mẫu Văn Con'],
    ]);
  });
  test('a mark shows the head', () => {
    expect(
      heads([
        ['Họ và tên', 'Chủ hộ', 'Số nhà'],
        ['Mẫu Văn An', 'x', '1'],
        ['Mẫu Thị Bình', '', '1'],
        ['Mẫu Văn Cảnh', 'x', '2'],
      ]).map(({ headName, people }) => [headName, people.length]),
    ).toEqual([
      ['Mẫu Văn An', 2],
      ['Mẫu Văn Cảnh', 1],
    ]);
  });
  test('family name and name apart, house number and street apart', () => {
    expect(
      heads([
        ['Họ và đệm', 'Tên', 'Số nhà', 'Đường', 'Tổ'],
        ['Mẫu Văn', 'An', '12', 'Hùng Vương', '3'],
        ['Mẫu Thị', 'Bình', '13', 'Hùng Vương', '3'],
      ]),
    ).toMatchObject([
      { headName: 'Mẫu Văn An', address: '12, Hùng Vương', cluster: '3' },
      { headName: 'Mẫu Thị Bình' },
    ]);
  });
  test('a sheet a hamlet, all in one go; a copy and a sheet without names are not taken', () => {
    const list = (hamlet: string): string[][] => [
      ['Họ tên chủ hộ', 'Địa chỉ'],
      ...['An', 'Bình', 'Cảnh'].map((name, at) => [`Mẫu ${hamlet} ${name}`, `Nhà ${hamlet}${at}`]),
    ];
    const judged = judgedTables([
      { name: 'Buôn Kniêr', rows: tablesOf(list('K'))[0]!.rows },
      {
        name: 'Tổng hợp',
        rows: tablesOf([
          ['Thôn', 'Số hộ'],
          ['Kniêr', '3'],
        ])[0]!.rows,
      },
      { name: 'Xóm Trên', rows: tablesOf(list('T'))[0]!.rows },
      { name: 'Xóm Trên (2)', rows: tablesOf(list('T'))[0]!.rows },
    ]);
    expect(judged.map(({ sheet }) => sheet.used)).toEqual([true, false, true, false]);
    expect(householdsOf(judged).map(({ cluster }) => cluster)).toEqual([
      'Buôn Kniêr',
      'Buôn Kniêr',
      'Buôn Kniêr',
      'Xóm Trên',
      'Xóm Trên',
      'Xóm Trên',
    ]);
  });
  test('a second list below the first signature comes in', () => {
    const head = ['STT', 'Họ tên chủ hộ', 'Số nhà'];
    const judged = judgedTables(
      tablesOf([
        head,
        ['1', 'Mẫu Văn An', '1'],
        ['', 'Người lập biểu', ''],
        ['', 'Mẫu Văn Ký', ''],
        head,
        ['1', 'Mẫu Văn Bình', '2'],
      ]),
    );
    expect(householdsOf(judged).map(({ headName }) => headName)).toEqual(['Mẫu Văn An', 'Mẫu Văn Bình']);
    expect(othersOf(judged)).toEqual(['3 signature', '4 afterSignature', '5 headerAgain']);
  });
});
