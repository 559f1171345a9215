import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { codesIn, type Condition } from '../../../src/domain/condition.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import { questionnaire } from '../../../src/domain/questionnaire/current.ts';
import { isComplete, isSettled, nextUnanswered, problemWith, relevantQuestions } from '../../../src/domain/questionnaire/flow.ts';
import type { Question } from '../../../src/domain/questionnaire/question.ts';
import { someAnswers } from './arbitrary.ts';
import { refused, said, unknown } from './build.ts';

const choice = (code: string, when?: Condition): Question => ({ code, type: 'single', options: [{ code: 'yes' }, { code: 'no' }], ...(when && { when }) });
const codes = (questions: readonly Question[]): string[] => questions.map(({ code }) => code);

describe('a form with one question that depends on another', () => {
  const form = [choice('A'), choice('B', { answer: 'A', in: ['no'] }), choice('C')];

  test.each([
    ['nothing said yet: asks it, better once too often', {}, ['A', 'B', 'C']],
    ['A is no', { A: said('no') }, ['A', 'B', 'C']],
    ['A is yes', { A: said('yes') }, ['A', 'C']],
    ['A is "Chưa rõ"', { A: unknown }, ['A', 'B', 'C']],
    ['A was refused', { A: refused }, ['A', 'B', 'C']],
  ])('%s', (_, answers, expected) => {
    expect(codes(relevantQuestions(form, answers))).toEqual(expected);
  });

  it('goes from question to question and is complete at the end', () => {
    expect(nextUnanswered(form, {})?.code).toBe('A');
    expect(nextUnanswered(form, { A: said('yes') })?.code).toBe('C');
    expect(nextUnanswered(form, { A: said('no') })?.code).toBe('B');
    expect(isComplete(form, { A: said('no'), C: said('yes') })).toBe(false);
    expect(isComplete(form, { A: said('yes'), C: unknown })).toBe(true);
  });

  it('an answer to a question no longer asked stays, and does not matter', () => {
    expect(isComplete(form, { A: said('yes'), B: said('no'), C: said('no') })).toBe(true);
  });

  it('a form without questions is complete', () => {
    expect(isComplete([], {})).toBe(true);
  });
});

describe('settled', () => {
  test.each([
    ['not asked', undefined, false],
    ['a value', said('yes'), true],
    ['the number 0', said(0), true],
    ['"Không muốn trả lời"', refused, true],
    ['"Chưa rõ"', unknown, false],
  ])('%s: %s', (_, given, expected) => {
    expect(isSettled(given)).toBe(expected);
  });
});

describe('what cannot be an answer', () => {
  const single = choice('A');
  const number: Question = { code: 'H4', type: 'number', min: 0, max: 30 };
  test.each([
    [single, 'yes', undefined],
    [single, 'maybe', 'notAnOption'],
    [single, '', 'notAnOption'],
    [single, 1, 'wrongType'],
    [single, ['yes'], 'wrongType'],
    [number, 0, undefined],
    [number, 30, undefined],
    [number, 31, 'tooLarge'],
    [number, -1, 'tooSmall'],
    [number, 1.5, 'notWhole'],
    [number, NaN, 'notWhole'],
    [number, '3', 'wrongType'],
  ] as const)('%o given %o: %s', (question, value, expected) => {
    expect(problemWith(question, typeof value === 'object' ? [...value] : value)).toBe(expected);
  });
});

describe('the questionnaire being asked', () => {
  const all = [...questionnaire.household, ...questionnaire.person];
  const byCode = new Map(all.map((question) => [question.code, question]));

  it('has each code once, and each option of a question once', () => {
    expect(byCode.size).toBe(all.length);
    for (const question of all) {
      if (question.type === 'single') expect(new Set(question.options.map(({ code }) => code)).size).toBe(question.options.length);
    }
  });

  it('makes a question depend only on those before it', () => {
    for (const form of [questionnaire.household, questionnaire.person]) {
      form.forEach((question, at) => {
        if (question.when) expect(codes(form.slice(0, at))).toEqual(expect.arrayContaining(codesIn(question.when)));
      });
    }
  });

  it('has every question and option that the indicators read', () => {
    const named = (condition: Condition): { answer: string; in?: readonly string[] }[] => {
      if ('all' in condition) return condition.all.flatMap(named);
      if ('any' in condition) return condition.any.flatMap(named);
      if ('not' in condition) return named(condition.not);
      return [condition];
    };
    for (const indicator of indicators) {
      for (const part of [...named(indicator.met), ...(indicator.apart ? named(indicator.apart) : [])]) {
        const question = byCode.get(part.answer);
        expect(question, `${indicator.id} reads ${part.answer}`).toBeDefined();
        if (part.in && question?.type === 'single') expect(question.options.map(({ code }) => code)).toEqual(expect.arrayContaining([...part.in]));
        // "asks" says whose answers these are: a home's codes begin with H, a person's with P.
        expect(part.answer.startsWith(indicator.asks === 'home' ? 'H' : 'P')).toBe(true);
      }
    }
  });

  it('ends, whatever is answered', () => {
    fc.assert(
      fc.property(someAnswers(questionnaire.person), (answers) => {
        let given = answers;
        for (let asked = 0; ; asked++) {
          const next = nextUnanswered(questionnaire.person, given);
          if (!next) break;
          expect(asked).toBeLessThan(questionnaire.person.length);
          given = { ...given, [next.code]: unknown };
        }
        expect(isComplete(questionnaire.person, given)).toBe(true);
      }),
    );
  });
});
