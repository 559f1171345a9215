// Small files made after public reports of people who do this job with other tools; all names are invented.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldPhrase } from '../../../src/lib/fold.ts';
import { householdsOf, judgedFile, othersOf } from './judge.ts';

const folder = join(import.meta.dirname, '../../fixtures/roster');
const people = [
  'Nguyễn Văn Mẫu',
  'Trần Thị Lượng',
  'Lê Thị Diễm',
  'Phạm Văn Đức',
  'Hoàng Thị Hải',
  'Đặng Văn Hường',
  'Bùi Thị Phượng',
  'Võ Văn Đạt',
  'Nguyễn Văn Quý',
  'Trần Thị Cẩm',
  'Lê Thị Thịnh',
  'Phạm Văn Tuyển',
];

interface Right {
  readonly heads: readonly string[];
  readonly address?: (at: number) => string;
  readonly cluster?: (at: number) => string;
  /** Every row that is neither a household nor one of its people. */
  readonly others?: readonly string[];
}
const house = (at: number): string => `Nhà ${at + 1}`;
const number =
  (from: number) =>
  (at: number): string =>
    String(at + from);
const xom =
  (of: number) =>
  (at: number): string =>
    `Xóm ${(at % of) + 1}`;
const none = (): string => '';

const right: Readonly<Record<string, Right>> = {
  '00-libreoffice-7.4.xlsx': {
    heads: ['Nguyễn Văn Mẫu', 'Trần Thị Hường', 'Lê Thị Thịnh'],
    address: (at) => ['Nhà 1', '12/05/26', '7'][at]!,
    cluster: xom(3),
  },
  '02-export.xlsx': { heads: people.slice(0, 10), address: house, cluster: xom(3) },
  '04-so-nha.xlsx': {
    heads: people.slice(0, 6),
    address: (at) => ['12/5', '3/7', '1/2', '25/11', '45/2', 'K12/5'][at]!,
    cluster: xom(3),
  },
  '06-mau-bieu.xlsx': {
    heads: people,
    address: number(10),
    cluster: xom(2),
    others: ['20 total', '21 signature', '22 signature', '24 afterSignature'],
  },
  '07-theo-xom.xlsx': {
    heads: people,
    address: number(1),
    cluster: (at) => ['XÓM ĐỒI CHÈ', 'Tổ liên gia số 2', 'Khu chợ cũ', 'Buôn Kniêr'][Math.floor(at / 3)]!,
    others: ['2 section XÓM ĐỒI CHÈ', '6 section Tổ liên gia số 2', '10 section Khu chợ cũ', '14 section Buôn Kniêr'],
  },
  '08-khong-stt.xlsx': {
    heads: [
      'Tống Văn Nam',
      'Tống Thị Lan',
      'Nguyễn Văn Mẫu',
      'Công Thị Hiền',
      'Cộng Văn Tư',
      'Võ Chu',
      'Trần Trọng',
      'Trưởng Thôn Dung',
      'Tổng Văn Ba',
      'Phan Thị Và Thị Tư',
      'Lữ Tổng',
    ],
    address: house,
    cluster: none,
  },
  '09-ghi-chu.xlsx': { heads: people.slice(0, 10), address: house, cluster: xom(3) },
  '11-danh-sach.xls': { heads: people.slice(0, 10), address: house, cluster: none },
  '13-tieu-de-sua-lai.xlsx': { heads: people, address: house, cluster: xom(3) },
  '14-ansi.xlsx': { heads: [], others: [2, 3, 4, 5, 6, 7, 8, 9, 10].map((row) => `${row} unreadable`) },
  '16-tieu-de-unicode.xlsx': { heads: people, address: house, cluster: xom(3) },
  '17-tu-phan-mem.xlsx': {
    heads: people.slice(0, 6),
    address: (at) => (at === 2 ? 'Nhà 3, Xóm 2' : house(at)),
    cluster: none,
  },
  '20-chu-d.xlsx': {
    heads: ['Đặng Văn Đức', 'Đỗ Thị Đào', 'Đinh Công Đạt'],
    address: house,
    others: ['5 twiceInFile'],
  },
  '21-ngay-sinh.xlsx': { heads: people.slice(0, 6), address: house },
  '25-house-type.xlsx': { heads: people.slice(0, 9), address: house },
  '25-people-list.xlsx': { heads: ['Nguyễn Văn Mẫu', 'Phạm Văn Đức', 'Bùi Thị Phượng'], address: house },
  '25-phone-of-head.xlsx': { heads: people.slice(0, 9), address: house },
  '27-khong-dia-chi.xlsx': { heads: people.slice(0, 6), address: none },
  '28-ky-ten.xlsx': {
    heads: people.slice(0, 4),
    address: house,
    cluster: (at) => `Xóm ${(at % 3) + 1}`,
    others: ['6 total', '7 signature', '8 signature', '11 afterSignature'],
  },
};
const read = (name: string, withHidden = false) => judgedFile(readFileSync(join(folder, name)), withHidden);

test.each(Object.entries(right))('%s', async (name, { heads, address, cluster, others = [] }) => {
  const judged = await read(name);
  const households = householdsOf(judged);
  expect(households.map(({ headName }) => headName)).toEqual(heads);
  if (address) expect(households.map((one) => one.address)).toEqual(heads.map((_, at) => address(at)));
  if (cluster) expect(households.map((one) => one.cluster)).toEqual(heads.map((_, at) => cluster(at)));
  expect(othersOf(judged)).toEqual(others);
});

test('03: rows that a filter hides are left out, counted, and taken when asked for', async () => {
  const judged = await read('03-loc-thon-tan-dong.xlsx');
  expect(householdsOf(judged)).toHaveLength(10);
  expect(householdsOf(judged).every(({ cluster }) => cluster === 'Tân Đông')).toBe(true);
  expect(othersOf(judged).filter((row) => row.endsWith('hidden'))).toHaveLength(20);
  expect(householdsOf(await read('03-loc-thon-tan-dong.xlsx', true))).toHaveLength(30);
});

test('15: one bad byte costs its own row only', async () => {
  const judged = await read('15-mot-o-loi.csv');
  expect(othersOf(judged)).toEqual(['8 unreadable']);
  expect(householdsOf(judged)).toHaveLength(19);
  expect(householdsOf(judged).every(({ address }) => /^Nhà \d+$/.test(address))).toBe(true);
});

test('20: somebody of Ð is found by d', async () =>
  expect(foldPhrase(householdsOf(await read('20-chu-d.xlsx'))[1]!.headName)).toBe('do thi dao'));

test('25-people-list: everybody is in, with their household', async () => {
  const households = householdsOf(await read('25-people-list.xlsx'));
  expect(households.map((one) => one.people.map(({ name }) => name))).toEqual([
    people.slice(0, 3),
    people.slice(3, 6),
    people.slice(6, 9),
  ]);
});

test('every case is looked at here', () =>
  expect(readdirSync(folder).sort()).toEqual(
    [...Object.keys(right), '03-loc-thon-tan-dong.xlsx', '15-mot-o-loi.csv'].sort(),
  ));

describe('npm run -s check:roster', () => {
  const run = (file: string) =>
    spawnSync('npm', ['run', '-s', 'check:roster', '--', file], {
      encoding: 'utf8',
      cwd: join(import.meta.dirname, '../../..'),
    });
  test('prints what the app would do, and nothing else', () => {
    const { status, stdout } = run(join(folder, '25-people-list.xlsx'));
    expect(status).toBe(0);
    const { file, sheets } = JSON.parse(stdout) as {
      file: string;
      sheets: { name: string; used: boolean; header: number; columns: object; rows: object[] }[];
    };
    expect(file).toBe('25-people-list.xlsx');
    expect(sheets[0]).toMatchObject({
      used: true,
      header: 1,
      columns: { household: 'B', headName: 'C', relation: 'D', address: 'E' },
    });
    expect(sheets[0]!.rows.slice(0, 2)).toEqual([
      { row: 2, kind: 'household', headName: 'Nguyễn Văn Mẫu', address: 'Nhà 1' },
      { row: 3, kind: 'person', headName: 'Nguyễn Văn Mẫu', name: 'Trần Thị Lượng' },
    ]);
  }, 60_000);
  test('says what a refused file is, with exit 1', () => {
    const { status, stdout } = run(join(import.meta.dirname, '../../../public/icons/icon-192.png'));
    expect([status, JSON.parse(stdout)]).toEqual([1, { file: 'icon-192.png', refused: 'picture', sheets: [] }]);
  }, 60_000);
});
