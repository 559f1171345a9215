// Lists as villages have them, out of a number: a true list, and kinds of mess laid over it. Everybody is invented.
import { seeded } from '../../support/seeded.ts';
import type { BookToShape, CellToShape, RowToShape, SheetToShape } from './shapes.ts';

export const messes = [
  'titleAbove',
  'otherHeadings',
  'twoHeadingRows',
  'numberedColumns',
  'total',
  'signature',
  'sections',
  'hiddenRows',
  'remarks',
  'headingsAgain',
  'blankBetween',
  'blankBelow',
  'personalColumns',
  'oldFont',
  'misread',
  'lostLetters',
  'escapes',
  'unseenSigns',
  'dateAddresses',
  'leadingZeros',
  'icelandicD',
  'severalSheets',
  'onlyNumbers',
  'hiddenSheet',
  'year1904',
  'people',
  'twice',
  'capitals',
  'countedPeople',
] as const;
export type Mess = (typeof messes)[number];

export interface TrueHousehold {
  readonly headName: string;
  readonly address: string;
  readonly cluster: string;
  readonly people: readonly { readonly name: string; readonly birthYear: number | undefined }[];
}

export interface MessyList {
  readonly messes: ReadonlySet<Mess>;
  readonly book: BookToShape;
  /** What must come in, in the file's order, and nothing else. */
  readonly households: readonly TrueHousehold[];
  /** Names of rows that must be refused, and of those that are hidden. */
  readonly refused: readonly string[];
  readonly hidden: readonly string[];
}

const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Đặng',
  'Bùi',
  'Võ',
  'Tống',
  'Công',
  'Tô',
  'Bàn',
  'Đỗ',
  'Lữ',
  'Trưởng',
  'Vi',
  'Hà',
];
const middles = ['Văn', 'Thị', 'Đức', 'Thế', 'Ngọc', 'Công', 'Minh'];
const given = [
  'Mẫu',
  'Hường',
  'Diễm',
  'Đạt',
  'Quý',
  'Thịnh',
  'Tuyển',
  'Ánh',
  'Ước',
  'Lượng',
  'Hải',
  'Thôn',
  'Tổng',
  'Bằng',
  'Khuê',
  'Hoà',
  'Sửu',
  'Mười',
  'Ý',
  'Vỹ',
];
const minorities = [
  'Y Bhiăk Niê',
  'H’ Lan Kbuôr',
  'Rơ Châm H’Ñuê',
  'Y Ƀlơ̆ Êban',
  "H' Mẫu Ayŭn",
  'Kpă Thử',
  'Siu H’Mẫu',
];
const hamlets = ['XÓM ĐỒI CHÈ', 'Buôn Kniêr', 'Tổ 3', 'Khu 2', 'Xóm Trên', 'Thôn Tân Đông', 'Tổ liên gia số 2'];
const nameHeadings = [
  'Họ và tên chủ hộ',
  'Chủ hộ',
  'Họ tên chủ hộ',
  'HỌ VÀ TÊN CHỦ HỘ',
  'Tên chủ hộ',
  'ho va ten chu ho',
  'Họ và tên\nchủ hộ',
];
const addressHeadings = [
  'Địa chỉ',
  'Số nhà',
  'Nơi ở hiện nay',
  'Chỗ ở',
  'Nơi cư trú',
  'HKTT',
  'Nơi đăng ký thường trú',
];
const clusterHeadings = ['Xóm', 'Tổ', 'Cụm dân cư', 'Tổ liên gia', 'Thôn', 'Khu vực'];

const tcvn3Letters: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['ĂÂÊÔƠƯĐăâêôơưđ', '¡¢£¤¥¦§¨©ª«¬\u00ad®'],
    ['àảãáạ', 'µ¶·¸¹'],
    ['ằẳẵắặ', '»¼½¾Æ'],
    ['ầẩẫấậ', 'ÇÈÉÊË'],
    ['èẻẽéẹ', 'ÌÎÏÐÑ'],
    ['ềểễếệ', 'ÒÓÔÕÖ'],
    ['ìỉĩíị', '×ØÜÝÞ'],
    ['òỏõóọ', 'ßáâãä'],
    ['ồổỗốộ', 'åæçèé'],
    ['ờởỡớợ', 'êëìíî'],
    ['ùủũúụ', 'ïñòóô'],
    ['ừửữứự', 'õö÷øù'],
    ['ỳỷỹýỵ', 'úûüýþ'],
  ].flatMap(([letters, codes]) => [...letters!].map((sign, at) => [sign, [...codes!][at]!])),
);
const toTcvn3 = (text: string): string => [...text].map((sign) => tcvn3Letters[sign] ?? sign).join('');
const windows1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];
const misread = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (byte >= 0x80 && byte <= 0x9f ? windows1252[byte - 0x80]! : String.fromCharCode(byte)))
    .join('');
const canBeOld = (text: string): boolean =>
  [...text].every((sign) => /[\u0020-\u007e]/.test(sign) || tcvn3Letters[sign] !== undefined);
/** The days since 1900 of a date. */
const serial = (day: number, month: number, year: number): number =>
  (Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / 86_400_000;

export function messyList(seed: number): MessyList {
  const random = seeded(seed);
  const pick = <T>(all: readonly T[]): T => all[random.below(all.length)]!;
  const has = new Set<Mess>(messes.filter(() => random.next() < 0.3));
  // What cannot stand in one file: a list is of people or of heads, and letters are lost in one way.
  if (has.has('people'))
    for (const one of ['capitals', 'twice', 'severalSheets', 'sections', 'hiddenRows', 'lostLetters'] as const)
      has.delete(one);
  else has.delete('countedPeople');
  if (has.has('severalSheets')) has.delete('sections');
  if (has.has('oldFont'))
    for (const one of ['misread', 'icelandicD', 'capitals', 'unseenSigns'] as const) has.delete(one);

  const used = new Set<string>();
  const newName = (): string => {
    for (;;) {
      const name =
        random.below(6) === 0 && !has.has('oldFont')
          ? `${pick(minorities)} ${pick(given)}`
          : `${pick(families)} ${pick(middles)} ${pick(given)}${random.below(3) === 0 ? ` ${pick(given)}` : ''}`;
      if (used.has(name) || (has.has('oldFont') && !canBeOld(name))) continue;
      used.add(name);
      return name;
    }
  };

  const households: TrueHousehold[] = [];
  const [refused, hidden]: [string[], string[]] = [[], []];
  const sheetNames = has.has('severalSheets')
    ? ['Buôn Kniêr', 'Xóm Trên', 'Tổ 3'].slice(0, 2 + random.below(2))
    : [pick(['Sheet1', 'DS', 'Trang tính1'])];
  let house = 0;

  const sheets = sheetNames.map((sheetName): SheetToShape => {
    const isPeople = has.has('people');
    const hasCluster = !has.has('sections') && !has.has('severalSheets') && random.below(3) > 0;
    const headings = {
      name: isPeople ? 'Họ và tên' : has.has('otherHeadings') ? pick(nameHeadings) : 'Họ và tên chủ hộ',
      address: has.has('otherHeadings') ? pick(addressHeadings) : 'Địa chỉ',
      cluster: has.has('otherHeadings') ? pick(clusterHeadings) : 'Xóm',
    };
    // Columns beside the name, each with what a household's row has in it.
    type Column = {
      readonly heading: readonly [string, string?];
      readonly of:
        | 'stt'
        | 'code'
        | 'name'
        | 'relation'
        | 'birth'
        | 'address'
        | 'cluster'
        | 'count'
        | 'id'
        | 'phone'
        | 'ethnicity';
    };
    const columns: Column[] = [
      { heading: ['STT'], of: 'stt' },
      ...(has.has('countedPeople') ? [{ heading: ['Mã hộ'], of: 'code' } as const] : []),
      { heading: [headings.name], of: 'name' },
      ...(isPeople
        ? ([
            { heading: ['Quan hệ với chủ hộ'], of: 'relation' },
            { heading: ['Ngày sinh'], of: 'birth' },
          ] as const)
        : []),
      ...(has.has('personalColumns')
        ? ([
            { heading: ['Số CCCD chủ hộ'], of: 'id' },
            { heading: ['SĐT chủ hộ'], of: 'phone' },
            { heading: ['Dân tộc'], of: 'ethnicity' },
          ] as const)
        : []),
      has.has('twoHeadingRows') && hasCluster
        ? { heading: ['Nơi ở', headings.address], of: 'address' }
        : { heading: [headings.address], of: 'address' },
      ...(hasCluster
        ? [
            has.has('twoHeadingRows')
              ? ({ heading: ['', headings.cluster], of: 'cluster' } as const)
              : ({ heading: [headings.cluster], of: 'cluster' } as const),
          ]
        : []),
      { heading: ['Số nhân khẩu'], of: 'count' },
    ];
    const rows: RowToShape[] = [];
    const put = (cells: readonly CellToShape[], isHidden = false): void => void rows.push({ cells, isHidden });
    const width = columns.length;
    const nameAt = columns.findIndex(({ of }) => of === 'name');
    const only = (text: string, at = nameAt): CellToShape[] => columns.map((_, column) => (column === at ? text : ''));
    if (has.has('titleAbove')) {
      put(['UBND XÃ MẪU']);
      put(['DANH SÁCH CHỦ HỘ GIA ĐÌNH, ĐỊA CHỈ VÀ XÓM, NĂM 2026']);
      put([]);
    }
    const top = columns.map(({ heading }) => heading[0]);
    const hasSecond = has.has('twoHeadingRows') && hasCluster;
    put(top);
    if (hasSecond) put(columns.map(({ heading }) => heading[1] ?? ''));
    if (has.has('numberedColumns')) put(columns.map((_, at) => (at === 0 ? 'A' : String(at))));

    /** A text as the mess writes it. */
    const written = (text: string, row: { readonly isMisread: boolean }): CellToShape => {
      if (has.has('oldFont') && /[^\u0020-\u007e]/.test(text) && canBeOld(text))
        return { text: toTcvn3(text), font: '.VnTime' };
      let shown = has.has('icelandicD') ? text.replaceAll('Đ', 'Ð') : text;
      if (row.isMisread && /[^\u0020-\u007e]/.test(text)) return misread(text);
      if (has.has('unseenSigns') && random.below(3) === 0)
        shown = `${shown.slice(0, 2)}\u200b${shown.slice(2).replace(' ', '\u00a0')} `;
      if (has.has('escapes') && random.below(3) === 0) shown += pick(['_x000D_', '_x000D_\n', '\r\n']);
      return shown;
    };

    let section = '';
    let count = 0;
    const many = 3 + random.below(8);
    for (let n = 0; n < many; n++) {
      if (has.has('sections') && n % 3 === 0) {
        section = pick(hamlets);
        put(columns.map((_, at) => (at === nameAt ? section : at === 0 ? pick(['I', 'II', 'III', '']) : '')));
      }
      if (has.has('blankBetween') && random.below(4) === 0) put(only(''));
      if (has.has('headingsAgain') && n === 3 && !hasSecond) put(top);
      house++;
      const isMisread = has.has('misread') && random.below(2) === 0;
      const name = newName();
      const headName = has.has('capitals') ? name.toUpperCase() : name;
      const cluster = hasCluster
        ? pick(['Xóm Trên', 'Xóm Dưới', 'Tổ 1'])
        : section || (has.has('severalSheets') ? sheetName : '');
      const isLost = has.has('lostLetters') && random.below(4) === 0;
      const isHidden = has.has('hiddenRows') && random.below(3) === 0;
      const isDate = has.has('dateAddresses') && random.below(2) === 0;
      const isZero = !isDate && has.has('leadingZeros') && random.below(2) === 0;
      const [day, month] = [1 + (house % 28), 1 + (Math.floor(house / 28) % 12)];
      const address = isDate ? `${day}/${month}` : isZero ? String(house).padStart(3, '0') : `Nhà ${house}`;
      const listed = isPeople
        ? [
            { name: headName, birthYear: 1950 + random.below(30) },
            ...Array.from({ length: random.below(4) }, () => ({ name: newName(), birthYear: 1980 + random.below(40) })),
          ]
        : [];
      const household: TrueHousehold = { headName, address, cluster, people: listed };
      const lines = isPeople ? listed : [{ name: headName, birthYear: undefined }];
      lines.forEach((person, at) => {
        count++;
        const birth =
          person.birthYear === undefined
            ? ''
            : pick<CellToShape>([
                String(person.birthYear),
                `12/5/${person.birthYear}`,
                { value: serial(12, 5, person.birthYear), format: 'dd/mm/yyyy' },
                { value: serial(12, 5, person.birthYear), format: 'd/m' },
                `ngày 3 tháng 5 năm ${person.birthYear}`,
              ]);
        const of: Record<Column['of'], CellToShape> = {
          stt: String(count),
          code: String(house),
          name: written(isLost ? 'Nguy?n V?n M?u' : person.name, { isMisread }),
          relation: at === 0 ? pick(['Chủ hộ', 'Bản thân', 'CH']) : pick(['Vợ', 'Con', 'Con chủ hộ', 'Cháu']),
          birth,
          address: isDate
            ? { value: serial(day, month, 2026), format: 'd/m' }
            : isZero
              ? { value: house, format: '000' }
              : written(address, { isMisread }),
          cluster: written(cluster, { isMisread }),
          count: String(2 + random.below(5)),
          id: `06609900${String(1000 + house)}`,
          phone: '0900 000 001',
          ethnicity: pick(['Kinh', 'Êđê']),
        };
        put(
          [
            ...columns.map((column) => of[column.of]),
            ...(has.has('remarks') && random.below(3) === 0 ? [pick(['hộ nghèo', 'đi làm xa', 'x'])] : []),
          ],
          isHidden,
        );
      });
      if (isHidden) hidden.push(isLost ? 'Nguy?n V?n M?u' : headName);
      else if (isLost) refused.push('Nguy?n V?n M?u');
      else {
        households.push(household);
        if (has.has('twice') && random.below(5) === 0 && !isDate) {
          put(
            columns.map((column) =>
              column.of === 'name'
                ? headName
                : column.of === 'address'
                  ? isZero
                    ? { value: house, format: '000' }
                    : address
                  : column.of === 'cluster'
                    ? cluster
                    : '',
            ),
          );
          refused.push(headName);
        }
      }
    }
    if (has.has('onlyNumbers')) for (let n = 1; n < 4; n++) put([String(count + n)]);
    if (has.has('total')) put(only(pick([`Tổng cộng: ${many} hộ`, 'Cộng', 'TỔNG CỘNG', `Tổng số: ${many} hộ`])));
    if (has.has('signature')) {
      put(only('Tân Đông, ngày 02 tháng 11 năm 2026', width - 1));
      put(only('NGƯỜI LẬP BIỂU'));
      put(only(''));
      put(only('Nguyễn Văn Ký Tên'));
    }
    return { name: sheetName, rows, blankBelow: has.has('blankBelow') ? 300 : 0 };
  });
  const all = has.has('hiddenSheet')
    ? [...sheets, { name: 'Cũ', isHidden: true, rows: [{ cells: ['Chủ hộ'] }, { cells: ['Mẫu Văn Ẩn'] }] }]
    : sheets;
  return { messes: has, book: { sheets: all, is1904: has.has('year1904') }, households, refused, hidden };
}
