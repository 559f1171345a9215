import { describe, expect, it, test } from 'vitest';
import { catalogue } from '../../../../src/domain/guide/catalogue.ts';
import guides from '../../../../src/domain/guide/data/catalogue.json';
import {
  gapQuestions,
  gapRules,
  gapsIn,
  guideOfWish,
  guidesFor,
  questionsServed,
  supportingGuides,
  wishIn,
} from '../../../../src/domain/gaps/gap.ts';
import { questionnaire } from '../../../../src/domain/questionnaire/current.ts';
import { optionsOf } from '../../../../src/domain/questionnaire/value.ts';
import { wishTopics } from '../../../../src/domain/questionnaire/wish-topics.ts';
import { codesIn } from '../../../../src/domain/questionnaire/condition.ts';
import * as v from 'valibot';
import { answersFrom, refused, unknown, wholePerson } from '../build.ts';

const guideIds = v.parse(catalogue, guides).map(({ id }) => id);

describe('what each gap leads to', () => {
  it('is a guide that there is, or something to do', () => {
    for (const { remedy, question } of gapRules)
      if ('guide' in remedy) expect(guideIds, question).toContain(remedy.guide);
  });

  it('every question about a skill or a means has a rule; what nobody need have has none', () => {
    const without = ['H5', 'H5other', 'H7', 'H8'];
    const codes = [...questionnaire.household, ...questionnaire.person]
      .map(({ code }) => code)
      .filter((code) => !without.includes(code));
    expect(gapRules.map(({ question }) => question).sort()).toEqual(codes.sort());
  });

  it('every rule reads its own question, and names options that it has', () => {
    for (const { question, settled, of } of gapRules) {
      expect(codesIn(settled)).toEqual([question]);
      const asked = questionnaire[of].find(({ code }) => code === question)!;
      if ('in' in settled)
        for (const code of settled.in) expect(optionsOf(asked).map((option) => option.code)).toContain(code);
    }
  });
});

test.each<[string, Parameters<typeof answersFrom>[0], string[]]>([
  ['a weak signal', { H1: 'sometimes', H3: 'good', H2: 'yes', H4: 1, H6: 'yes' }, ['H1']],
  ['no fibre, no phone, nobody in the group', { H1: 'yes', H3: 'good', H2: 'no', H4: 0, H6: 'no' }, ['H2', 'H4', 'H6']],
  ['nothing known is no gap', {}, []],
  ['"Chưa rõ" and "Không muốn trả lời" are none', { H1: unknown, H2: refused }, []],
])('a household: %s', (_, answers, expected) => {
  expect(gapsIn('household', answersFrom(answers)).map(({ question }) => question)).toEqual(expected);
});

test('no errand with the State and no tax is no gap, and neither is a shared phone', () => {
  expect(gapsIn('person', answersFrom({ P1: 'shared', P6: 'noErrand', P7: 'noTax', P10: 'notThere' }))).toEqual([]);
});

test('what to bring: the wish first, each guide once', () => {
  const answers = answersFrom({ ...wholePerson, P4: 'no', P5: 'helped', P3: 'none', H8: 'health-book' });
  expect(guidesFor(answers).slice(0, 2)).toEqual(['health-record', 'vneid']);
  expect(guidesFor(answers).filter((guide) => guide === 'e-payment')).toHaveLength(1);
});

describe('a guide beside a gap’s own', () => {
  it('is one that there is, for answers that the question has', () => {
    for (const { guide, question, when } of supportingGuides) {
      expect(guideIds).toContain(guide);
      const options = questionnaire.person.find(({ code }) => code === question);
      if ('in' in when && options?.type === 'single')
        for (const code of when.in) expect(optionsOf(options).map((option) => option.code)).toContain(code);
    }
  });

  it('comes after the remedies and says for which answer; its re-check asks nothing', () => {
    const answers = answersFrom({ P1: 'keypad', P3: 'cannotOpen', P4: 'no' });
    expect(guidesFor(answers)).toEqual(['vneid', 'e-payment', 'sim-in-own-name', 'family-help']);
    expect(questionsServed('sim-in-own-name', answers)).toEqual(['P3', 'P4']);
    expect(questionsServed('vneid', answers)).toEqual(['P3']);
    expect(gapQuestions('sim-in-own-name', answers)).toEqual([]);
  });

  it('is not offered for other answers', () => {
    expect(guidesFor(answersFrom({ P1: 'own', P3: 'none' }))).toEqual(['vneid']);
  });
});

test('every guide is reached from a gap, a wish or beside a gap', () => {
  const reached = [
    ...gapRules.flatMap(({ remedy }) => ('guide' in remedy ? [remedy.guide] : [])),
    ...Object.values(guideOfWish),
    ...supportingGuides.map(({ guide }) => guide),
  ];
  expect(guideIds.filter((id) => !reached.includes(id))).toEqual([]);
});

test('a re-check asks only what is still a gap of that guide', () => {
  expect(gapQuestions('e-payment', answersFrom({ P4: 'yes', P5: 'helped', P7: 'no' }))).toEqual(['P5']);
  expect(gapQuestions('internet-safety', answersFrom({ P11a: 'readCode', P11b: 'tapLink', P11c: 'wait' }))).toEqual([
    'P11a',
    'P11b',
  ]);
});

test('every wish leads to a guide that there is; "not now" to none', () => {
  expect(Object.keys(guideOfWish).sort()).toEqual([...wishTopics].sort());
  for (const wish of wishTopics) expect(guideIds).toContain(wishIn(answersFrom({ H8: wish })));
  expect(wishIn(answersFrom({ H8: 'none' }))).toBeUndefined();
  expect(wishIn(answersFrom({ H8: 'constructor' }))).toBeUndefined();
});
