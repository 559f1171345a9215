import { expect, test } from 'vitest';
import type { Day } from '../../../src/lib/day.ts';
import { confidence } from '../../../src/domain/questionnaire/confidence.ts';
import { questionnaire, questionnaireVersions } from '../../../src/domain/questionnaire/current.ts';
import { optionsOf, type ValueProblem } from '../../../src/domain/questionnaire/value.ts';
import { createI18n, loadTexts, pageLanguages } from '../../../src/i18n/index.ts';
import {
  answerText,
  emptyText,
  itemText,
  namesText,
  optionText,
  problemText,
  questionHint,
  questionText,
  shortText,
  unitText,
  withHint,
} from '../../../src/features/survey/questions/question-text.ts';
import vi from '../../../locales/vi/survey.json';
import en from '../../../locales/en/survey.json';
import viJoin from '../../../locales/vi/join.json';
import enJoin from '../../../locales/en/join.json';
import viApp from '../../../locales/vi/app.json';
import enApp from '../../../locales/en/app.json';

const questions = [...questionnaireVersions.flatMap(({ household, person }) => [...household, ...person]), confidence];
const named = { name: 'H’Thử', village: 'thôn Tân Đông' };
const problems: readonly ValueProblem[] = [
  'wrongType',
  'notAnOption',
  'notWhole',
  'tooSmall',
  'tooLarge',
  'nothingChosen',
  'contradiction',
  'empty',
  'tooLong',
  'yearShort',
  'yearEarly',
  'yearLate',
];

test.each(pageLanguages)('every question and option has its words in %s', async (language) => {
  const i18n = createI18n({
    language,
    onMissing: ({ key }) => {
      throw new Error(`no text for ${key}`);
    },
  });
  await loadTexts(i18n, ['survey']);
  const t = i18n.getFixedT(null, 'survey');
  for (const question of questions) {
    expect(questionText(t, question, named)).toMatch(/\?$/);
    expect(shortText(t, question)).not.toBe('');
    for (const { code } of optionsOf(question)) {
      expect(optionText(t, question, code)).not.toBe('');
      const v = question.type === 'several' ? [code] : code;
      expect(answerText(t, question, { v, by: 'self', on: '2026-11-22' as Day, q: 2 })).toBe(
        optionText(t, question, code),
      );
    }
    if (question.type === 'number') expect(unitText(t, question)).not.toBe('');
    expect(emptyText(t, question)).not.toBe('');
    for (const problem of problems) expect(problemText(t, question, problem, 2026)).not.toBe('');
    // A hint that no list names would never be seen.
    expect(questionHint(t, question) !== undefined).toBe(i18n.exists(`survey:q.${question.code}.hint`));
  }
  for (const question of questionnaire.quick!.family) {
    expect(namesText(t, question)).toMatch(/\?$/);
    for (const item of question.items) expect(itemText(t, question, item)).not.toBe('');
    expect(questionHint(t, question) !== undefined).toBe(withHint.includes(question.code));
  }
});

test('the village’s own word stands in the question about its Zalo group', async () => {
  const i18n = createI18n({ language: 'vi' });
  await loadTexts(i18n, ['survey']);
  const h6 = questionnaire.household.find(({ code }) => code === 'H6')!;
  expect(questionText(i18n.getFixedT(null, 'survey'), h6, { name: '', village: 'buôn Knier' })).toBe(
    'Nhà mình có ai trong nhóm Zalo của buôn Knier không?',
  );
});

const keysOf = (texts: object, path = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${path}${key.replace(/_(one|other)$/, '')}`]
      : keysOf(value as object, `${path}${key}.`),
  );

test.each([
  ['survey', vi, en],
  ['join', viJoin, enJoin],
  ['app', viApp, enApp],
])('%s says the same in both languages', (_name, vietnamese, english) => {
  expect(new Set(keysOf(english))).toEqual(new Set(keysOf(vietnamese)));
});
