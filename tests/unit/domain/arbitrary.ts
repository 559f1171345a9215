import fc from 'fast-check';
import type { Answer, AnswerValue } from '../../../src/domain/record/answer.ts';
import type { Condition } from '../../../src/domain/questionnaire/condition.ts';
import { observedCodes } from '../../../src/domain/visits/observed.ts';
import { questionnaire } from '../../../src/domain/questionnaire/current.ts';
import type { AnswerQuestion } from '../../../src/domain/questionnaire/question.ts';
import { optionsOf } from '../../../src/domain/questionnaire/value.ts';
import { confidences } from '../../../src/domain/visits/visit.ts';
import type { CountedRecord } from '../../../src/domain/people/village.ts';
import { day, aHousehold, refused, said, unknown } from './build.ts';

const someDay = fc.constantFrom(day('2026-10-01'), day('2026-11-22'), day('2026-12-24'));

/** Any value that the question takes. */
function someValue(question: AnswerQuestion): fc.Arbitrary<AnswerValue> {
  switch (question.type) {
    case 'number':
      return fc.integer({ min: question.min, max: question.max });
    case 'year':
      return fc.integer({ min: question.min, max: 2026 });
    case 'text':
      return fc.constantFrom('Ở xa đường', 'Nhà mới dựng');
    case 'several':
      return fc.subarray(
        optionsOf(question)
          .filter(({ alone }) => !alone)
          .map(({ code }) => code),
        { minLength: 1 },
      );
    default:
      return fc.constantFrom(...optionsOf(question).map(({ code }) => code));
  }
}

const valueFor = (question: AnswerQuestion): fc.Arbitrary<Answer> =>
  fc.oneof(
    fc.tuple(someValue(question), someDay).map(([v, on]) => said(v, on)),
    fc.constant(unknown),
    fc.constant(refused),
  );

/** Any part of a questionnaire answered in any way. */
export const someAnswers = (questions: readonly AnswerQuestion[]): fc.Arbitrary<Record<string, Answer>> =>
  fc.record(Object.fromEntries(questions.map((question) => [question.code, valueFor(question)])), {
    requiredKeys: [],
  }) as fc.Arbitrary<Record<string, Answer>>;

/** Every question answered in some way. */
export const wholeAnswers = (questions: readonly AnswerQuestion[]): fc.Arbitrary<Record<string, Answer>> =>
  fc.record(Object.fromEntries(questions.map((question) => [question.code, valueFor(question)])));

/** What re-checks saw, of some. */
const someSeen: fc.Arbitrary<Record<string, Answer>> = fc.dictionary(
  fc.constantFrom(...observedCodes),
  fc.tuple(fc.constantFrom(...confidences), someDay).map(([v, on]) => said(v, on)),
);

const somePerson = fc.record(
  {
    born: fc.oneof(fc.integer({ min: 1930, max: 2026 }), fc.constant(null)),
    living: fc.constantFrom('here' as const, 'away' as const, 'moved' as const, 'died' as const),
    answers: fc.tuple(someAnswers(questionnaire.person), someSeen).map(([asked, seen]) => ({ ...asked, ...seen })),
    deleted: fc.boolean(),
  },
  { requiredKeys: ['answers'] },
);

export const someHousehold: fc.Arbitrary<CountedRecord[]> = fc
  .record(
    {
      answers: someAnswers(questionnaire.household),
      outcome: fc.constantFrom('refused' as const, 'away' as const),
      hardship: fc.boolean(),
      address: fc.constantFrom('Số 2', 'Số 10', ''),
      people: fc.array(somePerson, { maxLength: 5 }),
      deleted: fc.boolean(),
    },
    { requiredKeys: ['answers', 'people'] },
  )
  .map(aHousehold);

/** Up to six households, as the flat rows a store lists. */
export const someVillage: fc.Arbitrary<CountedRecord[]> = fc
  .array(someHousehold, { maxLength: 6 })
  .map((households) => households.flat());

/** Conditions over three questions `A`, `B`, `C` with the options x and y. */
export const someCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ answer: fc.constantFrom('A', 'B', 'C'), in: fc.subarray(['x', 'y']) }),
    fc.record({ answer: fc.constantFrom('A', 'B', 'C'), atLeast: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ least: fc.integer({ min: 0, max: 4 }), of: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition;

export const someAnswersOfABC: fc.Arbitrary<Record<string, Answer>> = fc.dictionary(
  fc.constantFrom('A', 'B', 'C'),
  fc.oneof(
    fc.constantFrom('x', 'y').map((v) => said(v)),
    fc.integer({ min: 0, max: 4 }).map((v) => said(v)),
    fc.constant(unknown),
    fc.constant(refused),
  ),
);
