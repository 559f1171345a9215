import type { Option, Questionnaire } from './question.ts';

const options = (...codes: string[]): Option[] => codes.map((code) => ({ code }));

/**
 * The first questions, asked until November 2026. Kept as it was: households asked under it stay surveyed and
 * countable.
 */
export const version1: Questionnaire = {
  version: 1,
  household: [
    { code: 'H1', type: 'single', options: options('yes', 'sometimes', 'no') },
    { code: 'H2', type: 'single', options: options('yes', 'no') },
    { code: 'H4', type: 'number', min: 0, max: 30 },
  ],
  person: [
    { code: 'P1', type: 'single', options: options('own', 'shared', 'keypad', 'none') },
    { code: 'P2', type: 'single', options: options('daily', 'weekly', 'rarely', 'no') },
    { code: 'P3', type: 'single', options: options('opens', 'cannotOpen', 'level1', 'none') },
    { code: 'P4', type: 'single', options: options('yes', 'no') },
    { code: 'P5', type: 'single', options: options('self', 'helped', 'no') },
    { code: 'P6', type: 'single', options: options('self', 'guided', 'others', 'paper', 'noErrand') },
    { code: 'P7', type: 'single', options: options('self', 'helped', 'installed', 'no', 'noTax') },
  ],
};
