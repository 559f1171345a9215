import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { AnswersByCode } from '../../../../src/domain/record/answer.ts';
import { codesIn } from '../../../../src/domain/questionnaire/condition.ts';
import { countIndicators } from '../../../../src/domain/indicator/count.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { observedCodes } from '../../../../src/domain/visits/observed.ts';
import { questionnaire } from '../../../../src/domain/questionnaire/current.ts';
import { leastQuestions } from '../../../../src/domain/questionnaire/flow.ts';
import type { NamesQuestion } from '../../../../src/domain/questionnaire/question.ts';
import { answersFromTicks, noTicks, ticksFromAnswers, toggleTick } from '../../../../src/domain/questionnaire/ticks.ts';
import { optionsOf } from '../../../../src/domain/questionnaire/value.ts';
import { aHousehold, refused, said, today, unknown } from '../build.ts';

const { family } = questionnaire.quick!;
const byCode = new Map(questionnaire.person.map((question) => [question.code, question]));
const common = { by: 'self', on: today, q: 3 } as const;

const familyCodes = family.flatMap(({ targets }) => targets.map(({ question }) => question));

/** What is true of somebody, in the full form's own options. */
const someFacts: fc.Arbitrary<Record<string, string>> = fc.record(
  Object.fromEntries(
    familyCodes.map((code) => [
      code,
      fc.constantFrom(
        ...optionsOf(byCode.get(code)!)
          .filter(({ coarse }) => !coarse)
          .map((option) => option.code),
      ),
    ]),
  ),
);

const asAnswers = (facts: Readonly<Record<string, string>>): AnswersByCode =>
  Object.fromEntries(Object.entries(facts).map(([code, value]) => [code, said(value)]));

/** The same facts told with ticks: how a family that knows them answers the short form. */
const told = (facts: AnswersByCode): AnswersByCode =>
  Object.assign(
    {},
    ...family.map((question) => answersFromTicks(question, ticksFromAnswers(question, facts) ?? noTicks, common)),
  ) as AnswersByCode;

// What is seen at a re-check is asked in neither.
const quickCodes = new Set([
  ...observedCodes,
  ...[...leastQuestions(questionnaire, 'household'), ...leastQuestions(questionnaire, 'person')].map(
    ({ code }) => code,
  ),
]);
const shared = indicators.filter(({ met, apart }) =>
  [...codesIn(met), ...(apart ? codesIn(apart) : [])].every((code) => quickCodes.has(code)),
);

describe('Hỏi nhanh and Hỏi đủ', () => {
  it('feed the same figures, all of T1 to T5 among them', () => {
    expect(shared.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'T1',
        'T1residents',
        'T2',
        'T2plus',
        'socialOnly',
        'T3subscribed',
        'T4',
        'T4residents',
        'T5',
        'T5residents',
        'smartphone',
        'homePhone',
      ]),
    );
  });

  it('give the same figures for the same facts', () => {
    fc.assert(
      fc.property(fc.array(someFacts, { minLength: 1, maxLength: 3 }), (people) => {
        const count = (asked: (facts: AnswersByCode) => AnswersByCode) =>
          countIndicators(
            aHousehold({
              answers: { H1: 'yes', H2: 'no', H4: 2 },
              people: people.map((facts) => ({ answers: asked(asAnswers(facts)) })),
            }),
            shared,
            today,
          );
        expect(count(told)).toEqual(count((facts) => facts));
      }),
      { numRuns: 150 },
    );
  });

  it('write no answer that the question does not have', () => {
    for (const { targets } of family) {
      for (const { question, rules, otherwise } of targets) {
        const codes = optionsOf(byCode.get(question)!).map(({ code }) => code);
        expect(codes).toEqual(
          expect.arrayContaining([otherwise, ...rules.flatMap(({ value, covers }) => [value, ...covers])]),
        );
      }
    }
  });
});

const question = (code: string): NamesQuestion => family.find((one) => one.code === code)!;

describe('ticks', () => {
  it('not ticked is no, once the family has gone on', () => {
    expect(answersFromTicks(question('F2'), noTicks, common)).toEqual({ P2: { v: 'no', ...common } });
    expect(answersFromTicks(question('F1'), noTicks, common)).toEqual({ P1: { v: 'notOwn', ...common } });
  });

  test.each(['unknown', 'refused'] as const)('%s is neither yes nor no', (na) => {
    expect(answersFromTicks(question('F4'), { na }, common)).toEqual({ P4: { na, ...common } });
    expect(Object.keys(answersFromTicks(question('F7'), { na }, common))).toHaveLength(7);
  });

  it('"không có việc" unticks papers and tax, and they untick it', () => {
    const f5 = question('F7');
    const papers = toggleTick(f5, toggleTick(f5, noTicks, 'P6'), 'P5');
    expect(toggleTick(f5, papers, 'noErrand')).toEqual({ ticked: ['P5', 'noErrand'] });
    expect(toggleTick(f5, { ticked: ['noErrand'] }, 'P15')).toEqual({ ticked: ['P15'] });
    expect(answersFromTicks(f5, { ticked: ['noErrand'] }, common)).toMatchObject({
      P6: { v: 'noErrand' },
      P15: { v: 'noTax' },
    });
  });

  it('a tap on somebody without an answer gives them one', () => {
    expect(toggleTick(question('F2'), { na: 'unknown' }, 'P2')).toEqual({ ticked: ['P2'] });
  });

  it('come back as they were given', () => {
    for (const one of family) {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.constantFrom('unknown' as const, 'refused' as const).map((na) => ({ na })),
            fc
              .array(fc.constantFrom(...one.items))
              .map((taps) => taps.reduce((ticks, item) => toggleTick(one, ticks, item), noTicks)),
          ),
          (ticks) => {
            const back = ticksFromAnswers(one, answersFromTicks(one, ticks, common));
            expect('ticked' in ticks && back && 'ticked' in back ? { ticked: [...back.ticked].sort() } : back).toEqual(
              'ticked' in ticks ? { ticked: [...ticks.ticked].sort() } : ticks,
            );
          },
        ),
      );
    }
  });

  it('show nothing for somebody who was not asked yet', () => {
    expect(ticksFromAnswers(question('F7'), { P3: said('opens') })).toBeUndefined();
  });

  it('show what is known of somebody who was asked a part, so that going on makes no "no" of it', () => {
    const known = { P3: said('opens') };
    const shown = ticksFromAnswers(question('F6'), known)!;
    expect(shown).toEqual({ ticked: ['P3'] });
    expect(answersFromTicks(question('F6'), shown, common, known)).toEqual({ P14: { v: 'no', ...common } });
  });

  it('read the answer to the question that theirs replaced, and leave it in peace', () => {
    const known = { P5: said('no'), P6: said('paper'), P7: said('self'), P8: refused, P9: said('no') };
    const shown = ticksFromAnswers(question('F7'), known)!;
    expect(shown).toEqual({ ticked: ['P15'] });
    expect(Object.keys(answersFromTicks(question('F7'), shown, common, known))).toEqual(['P10', 'P12']);
  });

  it('confirmed skills say that VNeID opens; without VNeID they are not confirmed', () => {
    const f6 = question('F6');
    expect(toggleTick(f6, noTicks, 'P14')).toEqual({ ticked: ['P3', 'P14'] });
    expect(toggleTick(f6, { ticked: ['P3', 'P14'] }, 'P3')).toEqual({ ticked: [] });
    expect(toggleTick(f6, { ticked: ['P3', 'P14'] }, 'P14')).toEqual({ ticked: ['P3'] });
  });

  test.each([
    ['a finer yes stays', 'F2', { P2: said('weekly') }, { ticked: ['P2'] }, {}],
    ['a finer no stays', 'F1', { P1: said('shared') }, noTicks, {}],
    ['a yes that is no more is written', 'F2', { P2: said('weekly') }, noTicks, { P2: { v: 'no', ...common } }],
    ['a refusal is left in peace', 'F4', { P4: refused }, noTicks, {}],
    ['unless they say yes now', 'F4', { P4: refused }, { ticked: ['P4'] }, { P4: { v: 'yes', ...common } }],
    ['"Chưa rõ" becomes an answer', 'F4', { P4: unknown }, noTicks, { P4: { v: 'no', ...common } }],
  ])('on top of what is known: %s', (_, code, before, ticks, written) => {
    expect(answersFromTicks(question(code), ticks, common, before)).toEqual(written);
  });
});
