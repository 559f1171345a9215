import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '../../../src/domain/fold.ts';

test.each([
  ['Tân Đông', 'tan dong'],
  ['TRẦN THỊ ƯỚC', 'tran thi uoc'],
  ['H’Hoa Niê', 'hhoa nie'],
  ["H'Hoa Niê", 'hhoa nie'],
  ['Hʼ Ƀlơ̆', 'h blo'],
  ['Y Ê̆ Ô̆ Ư̆ Ñ Č', 'y e o u n c'],
  ['', ''],
])('folds %s to %s', (name, folded) => {
  expect(foldText(name)).toBe(folded);
});

test('folds composed and decomposed text alike', () => {
  expect(foldText('Kniêr Đắk Lắk'.normalize('NFD'))).toBe(foldText('Kniêr Đắk Lắk'.normalize('NFC')));
});

test('folds a text as its signs, however they stand together', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('Ắ', 'đ', 'ơ', '\u0306', '\u0301', ' ', 'H’', 'ß', '1'), { maxLength: 12 }), (signs) => {
      const text = signs.join('');
      expect(foldText(text)).toBe(Array.from(text, foldText).join(''));
    }),
  );
});
