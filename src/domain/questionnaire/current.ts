import type { Option, Questionnaire } from './question.ts';

const options = (...codes: string[]): Option[] => codes.map((code) => ({ code }));

/**
 * The questions being asked now. After ITU's household indicators (HHn) and the national targets; wording in
 * locales/<language>/survey.json. Codes never change their meaning: a changed question gets a new code and the
 * questionnaire a new version, so that old answers stay readable and countable.
 */
export const questionnaire: Questionnaire = {
  version: 1,
  household: [
    { code: 'H1', type: 'single', options: options('yes', 'sometimes', 'no') }, // ITU HH6
    { code: 'H2', type: 'single', options: options('yes', 'no') }, // ITU HH11
    { code: 'H4', type: 'number', min: 0, max: 30 },
  ],
  person: [
    { code: 'P1', type: 'single', options: options('own', 'shared', 'keypad', 'none') }, // ITU HH18
    { code: 'P2', type: 'single', options: options('daily', 'weekly', 'rarely', 'no') }, // ITU HH7
    { code: 'P3', type: 'single', options: options('opens', 'cannotOpen', 'level1', 'none') },
    { code: 'P4', type: 'single', options: options('yes', 'no') },
    { code: 'P5', type: 'single', options: options('self', 'helped', 'no') },
    { code: 'P6', type: 'single', options: options('self', 'guided', 'others', 'paper', 'noErrand') },
    { code: 'P7', type: 'single', options: options('self', 'helped', 'installed', 'no', 'noTax') },
  ],
};
