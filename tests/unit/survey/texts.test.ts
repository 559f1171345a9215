import { expect, test } from 'vitest';
import { questionnaire } from '../../../src/domain/questionnaire/current.ts';
import { createI18n, loadTexts, pageLanguages } from '../../../src/i18n/index.ts';
import { optionText, questionText, shortText, unitText } from '../../../src/features/survey/question-text.ts';
import vi from '../../../locales/vi/survey.json';
import en from '../../../locales/en/survey.json';
import viJoin from '../../../locales/vi/join.json';
import enJoin from '../../../locales/en/join.json';
import viApp from '../../../locales/vi/app.json';
import enApp from '../../../locales/en/app.json';

const questions = [...questionnaire.household, ...questionnaire.person];

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
    expect(questionText(t, question, 'H’Thử')).toMatch(/\?/);
    expect(shortText(t, question)).not.toBe('');
    if (question.type === 'single') for (const { code } of question.options) expect(optionText(t, question, code)).not.toBe('');
    else expect(unitText(t, question)).not.toBe('');
  }
});

const keysOf = (texts: object, path = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [`${path}${key.replace(/_(one|other)$/, '')}`] : keysOf(value as object, `${path}${key}.`)));

test.each([
  ['survey', vi, en],
  ['join', viJoin, enJoin],
  ['app', viApp, enApp],
])('%s says the same in both languages', (_name, vietnamese, english) => {
  expect(new Set(keysOf(english))).toEqual(new Set(keysOf(vietnamese)));
});
