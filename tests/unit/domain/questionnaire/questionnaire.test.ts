import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { codesIn, type Condition } from '../../../../src/domain/questionnaire/condition.ts';
import { FIBRE } from '../../../../src/domain/indicator/fibre.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { observedCodes } from '../../../../src/domain/visits/observed.ts';
import { questionnaire, questionnaireVersions } from '../../../../src/domain/questionnaire/current.ts';
import {
  everyQuestion,
  isComplete,
  isSettled,
  leastQuestions,
  nextUnanswered,
  relevantQuestions,
  wasAsked,
} from '../../../../src/domain/questionnaire/flow.ts';
import { confidences } from '../../../../src/domain/visits/visit.ts';
import { optionsOf, problemWith } from '../../../../src/domain/questionnaire/value.ts';
import type { AnswerQuestion, Question } from '../../../../src/domain/questionnaire/question.ts';
import { someAnswers, wholeAnswers } from '../arbitrary.ts';
import type { Answer, AnswersByCode } from '../../../../src/domain/record/answer.ts';
import { refused, said, today, unknown } from '../build.ts';

const choice = (code: string, when?: Condition): AnswerQuestion => ({
  code,
  type: 'single',
  options: [{ code: 'yes' }, { code: 'no' }],
  ...(when && { when }),
});
const codesOf = (question: AnswerQuestion): string[] => optionsOf(question).map(({ code }) => code);
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
  const yesNo: AnswerQuestion = { code: 'H2', type: 'yesNo' };
  const several: AnswerQuestion = {
    code: 'H7',
    type: 'several',
    options: [{ code: 'shop' }, { code: 'live' }, { code: 'no', alone: true }],
  };
  const number: AnswerQuestion = { code: 'H4', type: 'number', min: 0, max: 30 };
  const year: AnswerQuestion = { code: 'Y', type: 'year', min: 1900 };
  const text: AnswerQuestion = { code: 'T', type: 'text', maxLength: 5 };
  const scale: AnswerQuestion = { code: 'C', type: 'scale', options: [{ code: 'never' }, { code: 'alone' }] };
  const quiz: AnswerQuestion = {
    code: 'Q',
    type: 'quiz',
    options: [{ code: 'hangUp' }, { code: 'readCode' }],
    right: 'hangUp',
  };
  test.each([
    [single, 'yes', undefined],
    [single, 'maybe', 'notAnOption'],
    [single, '', 'notAnOption'],
    [single, 1, 'wrongType'],
    [single, ['yes'], 'wrongType'],
    [yesNo, 'yes', undefined],
    [yesNo, 'own', 'notAnOption'],
    [yesNo, 1, 'wrongType'],
    [several, ['shop', 'live'], undefined],
    [several, ['no'], undefined],
    [several, [], 'nothingChosen'],
    [several, ['shop', 'no'], 'contradiction'],
    [several, ['shop', 'shop'], 'contradiction'],
    [several, ['barter'], 'notAnOption'],
    [several, 'shop', 'wrongType'],
    [number, 0, undefined],
    [number, 30, undefined],
    [number, 31, 'tooLarge'],
    [number, -1, 'tooSmall'],
    [number, 1.5, 'notWhole'],
    [number, NaN, 'notWhole'],
    [number, '3', 'wrongType'],
    [year, 1968, undefined],
    [year, 68, 'yearShort'],
    [year, 1899, 'yearEarly'],
    [year, 2027, 'yearLate'],
    [year, 1968.5, 'notWhole'],
    [year, '1968', 'wrongType'],
    [text, 'đắt', undefined],
    [text, '  ', 'empty'],
    [text, 'dài quá', 'tooLong'],
    [text, 5, 'wrongType'],
    [scale, 'alone', undefined],
    [scale, 'often', 'notAnOption'],
    [quiz, 'readCode', undefined],
    [quiz, 'sing', 'notAnOption'],
  ] as const)('%o given %o: %s', (question, value, expected) => {
    expect(problemWith(question, typeof value === 'object' ? [...value] : value, today)).toBe(expected);
  });
});

describe('the questionnaire being asked', () => {
  const all = [...questionnaire.household, ...questionnaire.person];
  const byCode = new Map(all.map((question) => [question.code, question]));

  it('has each code once, and each option of a question once', () => {
    expect(byCode.size).toBe(all.length);
    for (const question of all) {
      expect(new Set(optionsOf(question).map(({ code }) => code)).size).toBe(optionsOf(question).length);
      if (question.type === 'quiz') expect(codesOf(question)).toContain(question.right);
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
    const named = (condition: Condition): Extract<Condition, { answer: string }>[] => {
      if ('all' in condition) return condition.all.flatMap(named);
      if ('any' in condition) return condition.any.flatMap(named);
      if ('not' in condition) return named(condition.not);
      if ('least' in condition) return condition.of.flatMap(named);
      return [condition];
    };
    for (const indicator of indicators) {
      for (const part of [...named(indicator.met), ...(indicator.apart ? named(indicator.apart) : [])]) {
        if (observedCodes.includes(part.answer)) {
          // Nobody is asked it: a re-check keeps how sure somebody was.
          expect('in' in part && part.absent).toBe('no');
          expect(confidences).toEqual(expect.arrayContaining('in' in part ? [...part.in] : []));
          continue;
        }
        // Told of a cluster.
        if (part.answer === FIBRE) continue;
        const question = byCode.get(part.answer);
        expect(question, `${indicator.id} reads ${part.answer}`).toBeDefined();
        if ('in' in part) expect(codesOf(question!)).toEqual(expect.arrayContaining([...part.in]));
        // "asks" says whose answers these are: a household's codes begin with H, a person's with P.
        expect(part.answer.startsWith(indicator.asks === 'household' ? 'H' : 'P')).toBe(true);
      }
    }
  });

  // Both forms: every path ends, and nothing that has to be asked is passed over, whatever was said before.
  const walk = (
    questions: readonly AnswerQuestion[],
    before: AnswersByCode,
    say: (question: AnswerQuestion) => Answer,
  ): { asked: string[]; answers: AnswersByCode } => {
    const asked: string[] = [];
    let answers = before;
    for (let next = nextUnanswered(questions, answers); next; next = nextUnanswered(questions, answers)) {
      expect(asked, 'asked twice').not.toContain(next.code);
      asked.push(next.code);
      answers = { ...answers, [next.code]: say(next) };
    }
    return { asked, answers };
  };
  const forms = (['household', 'person'] as const).flatMap((of) => [
    { name: `${of}, đủ`, of, questions: questionnaire[of] },
    { name: `${of}, nhanh`, of, questions: leastQuestions(questionnaire, of) },
  ]);

  test.each(forms)(
    '$name: ends whatever is answered, and then everything that is relevant has an answer',
    ({ questions, of }) => {
      fc.assert(
        fc.property(someAnswers(questionnaire[of]), someAnswers(questionnaire[of]), (before, said) => {
          const { answers } = walk(questions, before, ({ code }) => said[code] ?? unknown);
          expect(relevantQuestions(questions, answers).filter(({ code }) => !answers[code])).toEqual([]);
          expect(isComplete(questions, answers)).toBe(true);
        }),
      );
    },
  );

  test.each(forms)(
    '$name: answering again never leaves a required question without a way to it',
    ({ questions, of }) => {
      fc.assert(
        fc.property(someAnswers(questionnaire[of]), someAnswers(questionnaire[of]), (first, changed) => {
          const { answers } = walk(questions, first, () => unknown);
          const after = walk(questions, { ...answers, ...changed }, () => unknown).answers;
          for (const question of relevantQuestions(questions, after))
            expect(after[question.code], question.code).toBeDefined();
        }),
      );
    },
  );

  it('asks why there is no network only where there is none, and for another reason only where chosen', () => {
    const asked = (answers: AnswersByCode) =>
      codes(relevantQuestions(questionnaire.household, answers)).filter((code) => code.startsWith('H5'));
    expect(asked({})).toEqual([]);
    expect(asked({ H1: said('yes') })).toEqual([]);
    expect(asked({ H1: unknown })).toEqual([]);
    expect(asked({ H1: said('no') })).toEqual(['H5']);
    expect(asked({ H1: said('no'), H5: said(['expensive', 'other']) })).toEqual(['H5', 'H5other']);
  });
});

describe('answers of earlier versions', () => {
  const [old] = questionnaireVersions;
  const under = (q: number, answers: AnswersByCode): AnswersByCode =>
    Object.fromEntries(Object.entries(answers).map(([code, given]) => [code, { ...given, q }]));

  it('are readable: each question and option is there under the same code', () => {
    for (const [version, of] of questionnaireVersions.flatMap((one) => [
      [one, 'household'] as const,
      [one, 'person'] as const,
    ])) {
      for (const question of version[of]) {
        const known = everyQuestion[of].get(question.code);
        expect(codesOf(known!)).toEqual(expect.arrayContaining(codesOf(question)));
      }
    }
  });

  it('are countable: a household asked under version 1 stays surveyed when one answer is corrected', () => {
    fc.assert(
      fc.property(wholeAnswers(old!.person), (answers) => {
        expect(wasAsked('person', under(1, answers))).toBe(true);
        expect(wasAsked('person', { ...under(1, answers), P4: said('no') })).toBe(true);
        expect(wasAsked('person', under(2, answers))).toBe(false);
      }),
    );
  });
});
