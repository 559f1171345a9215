export const pinLength = 6;

export const isPin = (text: string): boolean => new RegExp(`^\\d{${pinLength}}$`).test(text);

/** Why a PIN is too easy to guess. Years and birthdays are allowed: a villager must be able to remember the PIN. */
export type PinWeakness = 'same' | 'row' | 'repeats';

/**
 * | refused | such as |
 * |---|---|
 * | one digit six times | 000000 |
 * | a row of digits, up or down, round the end too | 123456, 654321, 890123 |
 * | two or three digits again and again, or doubled | 121212, 123123, 112233 |
 * @param pin six digits
 */
export function weaknessOf(pin: string): PinWeakness | undefined {
  if (/^(\d)\1+$/.test(pin)) return 'same';
  const steps = [...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10);
  if (steps.every((step) => step === 1) || steps.every((step) => step === 9)) return 'row';
  if (/^(\d{2,3})\1+$/.test(pin) || isRowOfPairs(pin)) return 'repeats';
  return undefined;
}

function isRowOfPairs(pin: string): boolean {
  if (!/^(\d)\1(\d)\2(\d)\3$/.test(pin)) return false;
  const step = Number(pin[2]) - Number(pin[0]);
  return Math.abs(step) === 1 && Number(pin[4]) - Number(pin[2]) === step;
}

/**
 * The wait after the nth wrong PIN in a row, ms. There is no last try: nothing is erased, and somebody who only
 * mistyped goes on. At five minutes each, trying all PINs takes nine years.
 */
export const waitAfter = (wrong: number): number => waits[Math.min(wrong, waits.length - 1)] ?? 0;

const minute = 60_000;
const waits = [0, 0, 0, 0, 0.5 * minute, minute, 2 * minute, 3 * minute, 4 * minute, 5 * minute];
