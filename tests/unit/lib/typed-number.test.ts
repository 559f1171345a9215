import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber, readYear } from '../../../src/lib/typed-number.ts';

const number = (value: number) => ({ kind: 'number', value });
const year = (value: number) => ({ kind: 'year', value });
const age = (years: number) => ({ kind: 'age', age: years, value: 2026 - years });
const unclear = { kind: 'unclear' };

describe('a number', () => {
  test.each([
    ['4', number(4)],
    [' 4 ', number(4)],
    ['0', number(0)],
    ['04', number(4)],
    ['４', number(4)],
    ['\u200b4\u00a0', number(4)],
    ['4 người', number(4)],
    ['4người', number(4)],
    ['khoảng 4', number(4)],
    ['khoảng 4 người.', number(4)],
    ['+4', number(4)],
    ['12345', number(12_345)],
    ['1.200', number(1200)],
    ['1 200', number(1200)],
    ['1,200,300', number(1_200_300)],
    ['80%', number(80)],
    ['', { kind: 'empty' }],
    ['  ', { kind: 'empty' }],
    ['bốn', unclear],
    ['3-4', unclear],
    ['3 hoặc 4', unclear],
    ['2,5', unclear],
    ['2.50', unclear],
    ['-3', unclear],
    ['1.200.30', unclear],
    ['1.200,300', unclear],
    ['9'.repeat(16), unclear],
  ])('%j', (typed, read) => expect(readNumber(typed)).toEqual(read));

  test('is read as it was written, whatever stands around it', () => {
    const around = fc.constantFrom('', ' ', 'khoảng ', ' người', '\u200b', '\t');
    fc.assert(
      fc.property(fc.nat(999_999_999), around, around, (value, before, after) => {
        expect(readNumber(`${before}${value}${after}`)).toEqual(number(value));
      }),
    );
  });

  test('never holds digits that were not typed one after another', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readNumber(typed);
        if (read.kind !== 'number') return;
        const digits = typed.normalize('NFKC').replace(/\D/g, '');
        expect(Number(digits)).toBe(read.value);
      }),
    );
  });
});

describe('a year', () => {
  test.each([
    ['1960', year(1960)],
    [' 1960 ', year(1960)],
    ['１９６０', year(1960)],
    ['năm 1960', year(1960)],
    ['na\u0306m 1960', year(1960)],
    ['sinh khoảng 1960', year(1960)],
    ['~1960', year(1960)],
    ['SN 1960', year(1960)],
    ['1960.', year(1960)],
    ['12/5/1960', year(1960)],
    ['12-05-1960', year(1960)],
    ['12.5.1960', year(1960)],
    ['5/1960', year(1960)],
    ['1960-05-12', year(1960)],
    ['12/5/60', year(1960)],
    ['12/5/14', year(2014)],
    ['ngày 12 tháng 5 năm 1960', year(1960)],
    ['12051960', year(1960)],
    ['60', age(60)],
    ['60 tuổi', age(60)],
    ['60 tuổi'.normalize('NFD'), age(60)],
    ['60t', age(60)],
    ['tuổi 60', age(60)],
    ['60 years old', age(60)],
    ['102', age(102)],
    ['0', age(0)],
    ['', { kind: 'empty' }],
    ['19600', unclear],
    ['196', unclear],
    ['1960 tuổi', unclear],
    ['1960 1970', unclear],
    ['1960-1965', unclear],
    ['12/5', unclear],
    ['45/5/1960', unclear],
    ['12/5/1960 12/5/1961', unclear],
    ['-60', unclear],
    ['6,5', unclear],
    ['sáu mươi', unclear],
  ])('%j', (typed, read) => expect(readYear(typed, 2026)).toEqual(read));

  test('of a plan is no age', () => {
    expect(readYear('27', 2026, false)).toEqual(unclear);
    expect(readYear('năm 2027', 2026, false)).toEqual(year(2027));
  });

  test('is never another one than was typed', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), (typed) => {
        const read = readYear(String(typed), 2026);
        const expected = typed <= 120 ? 'age' : String(typed).length === 4 ? 'year' : 'unclear';
        expect(read.kind).toBe(expected);
        if (read.kind === 'year') expect(read.value).toBe(typed);
        if (read.kind === 'age') expect(read.value).toBe(2026 - typed);
      }),
    );
  });
});
