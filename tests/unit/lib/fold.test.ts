import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldPhrase, foldText } from '../../../src/lib/fold.ts';
import { nameKey, sortKey } from '../../../src/domain/search/name-order.ts';
import { possibleDuplicates } from '../../../src/domain/people/same-household.ts';
import { householdsOf } from '../../../src/domain/people/village.ts';
import { id } from '../domain/build.ts';

const listed = (n: number, headName: string, person: string) => {
  const [household] = householdsOf([
    { id: id(n), kind: 'household', fields: { headName } },
    { id: id(n * 100), kind: 'person', fields: { household: id(n), name: person, birthYear: 1970 } },
  ]);
  return { ...household!, folded: { head: foldPhrase(headName), people: [foldPhrase(person)] } };
};

test.each([
  ['Tân Đông', 'tan dong'],
  ['TRẦN THỊ ƯỚC', 'tran thi uoc'],
  ['Ðỗ Thị Ðào', 'do thi dao'],
  ['H’Hoa Niê', 'hhoa nie'],
  ["H'Hoa Niê", 'hhoa nie'],
  ['H’ Lan Kbuôr', 'hlan kbuor'],
  ['H´Lan', 'hlan'],
  ['H ‘ Lan', 'hlan'],
  ['Rmah H Pin', 'rmah hpin'],
  ['Hʼ Ƀlơ̆', 'hblo'],
  ['Y Ê̆ Ô̆ Ư̆ Ñ Č', 'y e o u n c'],
  ['Nguyễn\u00a0Văn\u2060 M\u200dẫu\u00ad', 'nguyen van mau'],
  ['Nhà Ａ１２', 'nha a12'],
  ['Minh Anh', 'minh anh'],
  ['', ''],
])('folds %s to %s', (name, folded) => {
  expect(foldText(name)).toBe(folded);
});

test('folds composed and decomposed text alike', () => {
  expect(foldText('Kniêr Đắk Lắk'.normalize('NFD'))).toBe(foldText('Kniêr Đắk Lắk'.normalize('NFC')));
});

const signs = fc.constantFrom(
  'Ắ',
  'đ',
  'Ð',
  'ơ',
  '\u0306',
  '\u0301',
  ' ',
  '\u00a0',
  'H',
  'h',
  '’',
  '´',
  'ß',
  '1',
  '\u2060',
  '\u200d',
  '\ufeff',
  'Ƀ',
  'İ',
  'Ａ',
  'K',
  '℃',
);
const texts = fc.array(signs, { maxLength: 14 }).map((all) => all.join(''));

describe('any text', () => {
  test('folds as its signs, but for an H alone', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const bySigns = Array.from(text, (sign) => foldText(sign)).join('');
        expect(foldText(text)).toBe(bySigns.replace(/(?<![\p{L}\p{N}])h +(?=\p{L})/gu, 'h'));
      }),
    );
  });
  test('folds once and for all, and however it is composed', () => {
    fc.assert(fc.property(texts, (text) => void expect(foldText(foldText(text))).toBe(foldText(text))));
    fc.assert(
      fc.property(
        texts,
        (text) => void expect(foldPhrase(text.normalize('NFD'))).toBe(foldPhrase(text.normalize('NFC'))),
      ),
    );
  });
  test('is found, compared and put in order alike, whichever signs nobody sees are in it', () => {
    const hidden = fc.constantFrom('\u2060', '\u200d', '\u200b', '\ufeff', '\u00ad', '\u200e', '\ufe0f');
    const names = fc.constantFrom('Đặng Thị Ánh', 'H’Lan Kbuôr', 'Y Bhăm Niê', 'Trần Văn Đức');
    fc.assert(
      fc.property(names, hidden, fc.nat(20), (name, sign, at) => {
        const other = `${name.slice(0, at)}${sign}${name.slice(at)}`.replaceAll('Đ', 'Ð').replace('’', "'");
        expect(foldPhrase(other)).toBe(foldPhrase(name));
        expect(sortKey(other)).toBe(sortKey(name));
        expect(nameKey(other)).toBe(nameKey(name));
      }),
    );
  });
});

test.each([
  ['H’Lan Kbuôr', "H' Lan Kbuôr"],
  ['H’Lan Kbuôr', 'H Lan  Kbuôr'],
  ['Đỗ Thị Đào', 'Ðỗ Thị Ðào'],
  ['Trần Mẫu', 'Trần\u00a0Mẫu\u200b'],
])('%s and %s are one name: duplicates, and side by side', (a, b) => {
  const [one, two] = [listed(1, a, 'Mẫu Khác'), listed(2, b, 'Mẫu Nữa')];
  expect(possibleDuplicates(one, [one, two])).toEqual([two]);
  expect(nameKey(a.replace('  ', ' '))).toBe(nameKey(b.replace(/\s+/g, ' ')));
  const withPerson = listed(3, 'Mẫu Ba', a);
  expect(possibleDuplicates(listed(4, 'Mẫu Bốn', b), [withPerson])).toEqual([withPerson]);
});
