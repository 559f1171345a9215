import { describe, expect, test } from 'vitest';
import { isPin, waitAfter, weaknessOf } from '../../../src/store/keys/pin.ts';

describe('a PIN', () => {
  test.each([
    ['000000', 'same'],
    ['999999', 'same'],
    ['123456', 'row'],
    ['654321', 'row'],
    ['012345', 'row'],
    ['890123', 'row'],
    ['210987', 'row'],
    ['121212', 'repeats'],
    ['123123', 'repeats'],
    ['100100', 'repeats'],
    ['112233', 'repeats'],
    ['332211', 'repeats'],
    ['201985', undefined], // year of birth with something before
    ['150385', undefined], // a birthday
    ['258013', undefined],
    ['113355', undefined],
    ['135790', undefined],
  ])('%s: %s', (pin, weakness) => {
    expect(weaknessOf(pin)).toBe(weakness);
  });

  test('has six digits', () => {
    expect(['258013', '25801', '2580133', '25801a', '', '２５８０１３'].map(isPin)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('is waited for longer and longer, five minutes at most', () => {
    expect([0, 1, 3, 4, 5, 9, 10, 1000].map((wrong) => waitAfter(wrong) / 1000)).toEqual([
      0, 0, 0, 30, 60, 300, 300, 300,
    ]);
  });
});
