import { byThemselves, tick } from './names-questions.ts';
import type { AnswerQuestion, Option, Questionnaire, QuickForm } from './question.ts';
import { wishTopics } from './wish-topics.ts';

const options = (...codes: string[]): Option[] => codes.map((code) => ({ code }));
/** Options that only a tick at a name sets. */
const coarse = (...codes: string[]): Option[] => codes.map((code) => ({ code, coarse: true }));

const household: readonly AnswerQuestion[] = [
  { code: 'H1', type: 'single', options: options('yes', 'sometimes', 'no') }, // ITU HH6
  { code: 'H2', type: 'yesNo' }, // ITU HH11
  { code: 'H3', type: 'single', options: options('good', 'patchy', 'none') },
  { code: 'H4', type: 'number', min: 0, max: 30 },
  {
    code: 'H5', // ITU HH14
    type: 'several',
    options: options('expensive', 'notNeeded', 'cannotUse', 'noCoverage', 'noPhone', 'language', 'scams', 'other'),
    when: { answer: 'H1', in: ['no'] },
    whenUnknown: 'skip',
  },
  {
    code: 'H5other',
    type: 'text',
    maxLength: 200,
    when: {
      all: [
        { answer: 'H1', in: ['no'] },
        { answer: 'H5', in: ['other'] },
      ],
    },
    whenUnknown: 'skip',
    optional: true,
  },
  { code: 'H6', type: 'yesNo' },
  { code: 'H7', type: 'several', options: [...options('shop', 'live', 'post'), { code: 'no', alone: true }] },
];

const person: readonly AnswerQuestion[] = [
  // ITU HH18
  { code: 'P1', type: 'single', options: [...options('own', 'shared', 'keypad', 'none'), ...coarse('notOwn')] },
  // ITU HH7
  { code: 'P2', type: 'single', options: [...options('daily', 'weekly', 'rarely', 'no'), ...coarse('online')] },
  { code: 'P3', type: 'single', options: [...options('opens', 'cannotOpen', 'level1', 'none'), ...coarse('notYet')] },
  { code: 'P4', type: 'yesNo' },
  { code: 'P5', type: 'single', options: [...options('self', 'helped', 'no'), ...coarse('notSelf')] },
  {
    code: 'P6',
    type: 'single',
    options: [...options('self', 'guided', 'others', 'paper', 'noErrand'), ...coarse('byOwnHand', 'notSelf')],
  },
  {
    code: 'P7',
    type: 'single',
    options: [...options('self', 'helped', 'installed', 'no', 'noTax'), ...coarse('notSelf')],
  },
  { code: 'P8', type: 'single', options: [...options('yes', 'installed', 'no'), ...coarse('notSelf')] },
  { code: 'P9', type: 'yesNo' },
  { code: 'P10', type: 'single', options: options('yes', 'no', 'notThere') },
  // The safe answer has another position each time, so that nobody learns the position.
  { code: 'P11a', type: 'quiz', options: options('readCode', 'hangUp', 'askThenRead'), right: 'hangUp' },
  { code: 'P11b', type: 'quiz', options: options('tapLink', 'childTaps', 'ownStore'), right: 'ownStore' },
  { code: 'P11c', type: 'quiz', options: options('callBank', 'wait', 'deleteMessages'), right: 'callBank' },
  { code: 'P12', type: 'single', options: [...options('self', 'helped', 'no'), ...coarse('notSelf')] }, // ITU HH20
  { code: 'P13', type: 'yesNo' },
  { code: 'P14', type: 'yesNo' },
  { code: 'H8', type: 'single', options: options(...wishTopics, 'none'), optional: true },
];

const quick: QuickForm = {
  household: ['H1', 'H2', 'H4'],
  family: [
    tick('F1', 'P1', 'own', 'notOwn'),
    tick('F2', 'P2', 'online', 'no', ['daily', 'weekly', 'rarely']),
    tick('F3', 'P3', 'opens', 'notYet'),
    tick('F4', 'P4', 'yes', 'no'),
    byThemselves('F5', 'P7', 'P8', 'P9'),
  ],
  person: ['H8'],
};

/** The first whole questionnaire, with a short form, asked in November 2026. Kept as it was, as version 1 is. */
export const version2: Questionnaire = { version: 2, household, person, quick };
