import { describe, expect, test } from 'vitest';
import { consentFields, type Consent, type ConsentState } from '../../../src/domain/people/consent.ts';
import { questionnaire } from '../../../src/domain/questionnaire/current.ts';
import { isSurveyed } from '../../../src/domain/gaps/survey-state.ts';
import type { Household } from '../../../src/domain/people/village.ts';
import { missingIn } from '../../../src/features/survey/interview/missing.ts';
import { giveConsent } from '../../../src/features/survey/interview/survey-consent.ts';
import { previousStep, stillToAsk } from '../../../src/features/survey/interview/open-steps.ts';
import { stepsOf } from '../../../src/features/survey/interview/survey-steps.ts';
import { giveSame, type StartOptions } from '../../../src/features/survey/interview/survey-form.ts';
import { father, given, householdId, household, mother, person, SurveyStory, today, unknown } from './story.ts';
import * as v from 'valibot';

const quick = (of: Household = household(), options: Partial<StartOptions> = {}) =>
  new SurveyStory(of, { length: 'quick', ...options }, () => ({}), questionnaire);
const none = {};
const answersOfHousehold = ['yes', 'no', 3] as const;

describe('Hỏi nhanh', () => {
  test('asks the household, who is there, the whole family, and each one’s wish', () => {
    const story = quick();
    const codes = stepsOf(story.formContext, story.open).map((step) =>
      'question' in step ? step.question.code : step.kind,
    );
    expect(codes).toEqual(['H1', 'H2', 'H4', 'here', 'F1', 'F2', 'F6', 'F4', 'F7', 'H8', 'H8']);
    expect(stepsOf(story.formContext, story.open).flatMap((step) => ('number' in step ? [step.number] : []))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  test('ticking says yes for those ticked and, on pressing on, no for the others; each with who said it', () => {
    const story = quick()
      .answer(...answersOfHousehold)
      .here([mother, 'self'], [father, 'proxy']);
    expect(story.step).toBe('household:F1');
    story.tick({ [mother]: { ticked: ['P1'] } });
    expect(story.open.sections[mother]!.answers['P1']).toMatchObject({ v: 'own', by: 'self', q: 3 });
    expect(story.open.sections[father]!.answers['P1']).toMatchObject({ v: 'notOwn', by: 'proxy' });
  });

  test('is over when everybody was asked, and the household counts as surveyed', () => {
    const story = quick()
      .answer(...answersOfHousehold)
      .here([mother, 'self'], [father, 'self']);
    story
      .tick({ [mother]: { ticked: ['P1'] } })
      .tick({ [mother]: { ticked: ['P2'] }, [father]: { na: 'unknown' } })
      .tick(none)
      .tick(none)
      .tick({ [mother]: { ticked: ['P5', 'noErrand'] } });
    expect(story.step).toBe('mother:H8');
    expect(story.frozen.map(({ record }) => record)).toEqual([householdId]);
    story.answer('vneid');
    expect(story.step).toBe('father:H8');
    story.answer('none');
    expect(story.content).toBeUndefined();
    expect(story.frozen.map(({ record }) => record)).toEqual([householdId, mother, father]);
    expect(isSurveyed(story.formContext.household, story.formContext.today)).toBe(true);
    const answers = story.formContext.household.people.find(({ id }) => id === father)!.answers;
    expect(answers['P2']).toMatchObject({ na: 'unknown' });
    expect(answers['P5']).toMatchObject({ v: 'notSelf' });
  });

  test('who is asked later is on no screen, and is still missing at the end', () => {
    const story = quick()
      .answer(...answersOfHousehold)
      .here([mother, 'self'], [father, 'later']);
    for (let screen = 0; screen < 5; screen++) story.tick(none);
    story.answer('none');
    expect(story.step).toBe('household:end');
    expect(missingIn(story.formContext).people.map(({ person: { id }, questions }) => [id, questions.length])).toEqual([
      [father, 12],
    ]);
  });

  test('going back and unticking somebody whose answers are frozen writes only what changed', () => {
    const story = quick(household({ people: [person(mother), person(father)] }))
      .answer(...answersOfHousehold)
      .here([mother, 'self'], [father, 'self']);
    for (let screen = 0; screen < 5; screen++) story.tick({ [mother]: { ticked: ['P4'] } });
    story.answer('none');
    story.goTo(householdId, 'F4').tick({});
    expect(story.frozen.at(-1)).toMatchObject({ record: mother, set: { 'a.P4': { v: 'no' } } });
    expect(Object.keys(story.frozen.at(-1)!.set)).toEqual(['a.P4']);
    expect(story.step).toBe('father:H8');
  });

  test('what is missing asks only whom it is missing of; finer answers and refusals stay', () => {
    const known = {
      P1: given('shared'),
      P2: given('weekly'),
      P3: given('opens'),
      P4: { ...unknown, na: 'refused' as const },
      P5: given('self'),
      P6: given('paper'),
      P7: given('no'),
      P8: given('no'),
      P9: given('no'),
      P10: given('notThere'),
      P12: given('no'),
      P14: given('no'),
      H8: given('none'),
    };
    const story = quick(
      household({
        answers: { H1: given('yes'), H2: given('no'), H4: given(3) },
        people: [person(mother, { answers: known }), person(father)],
      }),
    );
    expect(story.step).toBe('household:here');
    story.here([mother, 'self'], [father, 'self']);
    for (const ticked of [[], ['P2'], ['P3'], [], ['P5']]) story.tick({ [mother]: { ticked } });
    story.answer('none');
    expect(story.content).toBeUndefined();
    expect(story.frozen.map(({ record }) => record)).toEqual([father]);
  });

  test('a household without adults ends after its own questions', () => {
    expect(quick(household({ people: [] })).answer(...answersOfHousehold).step).toBe('household:end');
  });

  test('one answer put right asks nothing else', () => {
    const story = quick(household({ answers: { H1: given('yes') } }), {
      length: 'full',
      only: householdId,
      at: { section: householdId, step: 'H1' },
    });
    story.answer('no');
    expect(story.content).toBeUndefined();
    expect(story.frozen.map(({ set }) => Object.keys(set))).toEqual([['a.H1']]);
  });
});

test('nobody who is left wants anything: one tap answers for them, each as who spoke, and ends the form', () => {
  const story = quick()
    .answer(...answersOfHousehold)
    .here([mother, 'self'], [father, 'proxy']);
  while (!story.step.endsWith('H8')) story.tick({});
  expect(stillToAsk(story.formContext, story.open, story.at)).toEqual([mother, father]);
  story.follow(giveSame(story.open, story.formContext, () => ({}), story.at, [mother, father], 'none'));
  expect(story.content).toBeUndefined();
  expect(story.frozen.filter(({ set }) => 'a.H8' in set).map(({ record, set }) => [record, set['a.H8']])).toEqual([
    [mother, { v: 'none', by: 'self', on: today, q: 3 }],
    [father, { v: 'none', by: 'proxy', on: today, q: 3 }],
  ]);
});

describe('taps', () => {
  /**
   * The fewest taps for these facts: "Cả nhà" where it is shorter, and the button at the bottom. `ticked`: own phone,
   * online, VNeID, account. VNeID stands with confirmed skills, name by name; who has skills confirmed needs no other
   * tap for VNeID, so that they cost none.
   */
  const tapsFor = (adults: number, ticked: readonly number[], facts: number, asksConsent: boolean): number => {
    const householdTaps = 3; // H1, H2, and the number of phones, each one tap
    const who = asksConsent ? adults + 1 : Math.min(adults, 1) + 1;
    const names = ticked.reduce(
      (sum, count, index) => sum + (index === 2 ? count : Math.min(count, 1 + adults - count)) + 1,
      0,
    );
    return householdTaps + who + names + facts + 1 + adults;
  };

  test.each([
    ['two parents, three children: everything done by both', 2, [2, 2, 2, 2], 12],
    ['grandmother offline, two parents, two children', 3, [2, 2, 2, 2], 7],
    ['three adults, each with two skills', 3, [3, 3, 2, 3], 6],
    ['grandparents, two parents, a child', 4, [2, 2, 2, 2], 5],
  ])('a family of five, %s: at most 30, the consent of each adult included', (_, adults, ticked, facts) => {
    expect(tapsFor(adults, ticked, facts, true)).toBeLessThanOrEqual(30);
  });
});

describe('consent', () => {
  const noneYet = (said: Record<string, ConsentState> = {}) => {
    const story = quick();
    const consentOf = (id: string): ConsentState => said[id] ?? 'none';
    story.formContext = { ...story.formContext, consentOf };
    story.change({ ...story.open, at: { section: householdId, step: 'consent' } });
    return story;
  };
  const consents = (story: SurveyStory, said: Record<string, Consent['outcome']>) =>
    giveConsent(story.open, story.formContext, () => ({}), {
      said: new Map(Object.entries(said)),
      how: 'tapped',
      collector: householdId,
      newId: () => mother,
    });

  test('is read before anything else, to those who have not answered it, and nobody is asked without it', () => {
    const { formContext, open } = noneYet({ [mother]: 'yes' });
    const steps = stepsOf(formContext, open);
    expect(steps[0]).toMatchObject({ kind: 'consent', people: [{ id: father }] });
    expect(steps.flatMap((step) => (step.kind === 'names' ? [step.people.map(({ id }) => id)] : []))[0]).toEqual([
      mother,
    ]);
    expect(previousStep(formContext, open, { section: householdId, step: 'consent' })).toBeUndefined();
  });

  test('each answer is a record of its own, with the version of the text and who said it', () => {
    const story = noneYet();
    const outcome = consents(story, { [mother]: 'yes', [father]: 'later' });
    if (outcome.kind !== 'submit') throw new Error('Consent is submitted at once.');
    expect(
      outcome.changes.map(({ kind, set }) => [kind, set['person'], set['outcome'], set['saidBy'], set['text']]),
    ).toEqual([
      ['consent', mother, 'yes', mother, 2],
      ['consent', father, 'later', father, 2],
    ]);
    for (const { set } of outcome.changes)
      expect(v.is(v.object({ ...consentFields, withdrawnOn: v.optional(consentFields.withdrawnOn) }), set)).toBe(true);
    expect(outcome.content).toMatchObject({ at: { step: 'H1' }, skipped: [father] });
    expect(outcome.content!.sections[mother]!.by).toBe('self');
  });

  test('no, after a yes: what they had answered before is emptied, in the row and in this form', () => {
    const story = noneYet();
    const people = story.formContext.household.people.map((person) =>
      person.id === mother ? { ...person, answers: { P2: given('daily') } } : person,
    );
    story.formContext = { ...story.formContext, household: { ...story.formContext.household, people } };
    story.change({
      ...story.open,
      sections: {
        ...story.open.sections,
        [mother]: { ...story.open.sections[mother]!, answers: { P4: given('yes') } },
      },
    });
    const outcome = consents(story, { [mother]: 'no', [father]: 'yes' });
    if (outcome.kind !== 'submit') throw new Error('Consent is submitted at once.');
    expect(
      outcome.changes.filter(({ record, kind }) => record === mother && kind === 'person').map(({ set }) => set),
    ).toEqual([{ inTally: true, 'a.P2': null }]);
    expect(outcome.content?.sections[mother]?.answers).toEqual({});
  });

  test('no: counted in the tally only, and not asked again', () => {
    const story = noneYet();
    const outcome = consents(story, { [mother]: 'no', [father]: 'yes' });
    if (outcome.kind !== 'submit') throw new Error('Consent is submitted at once.');
    expect(outcome.changes.find(({ kind }) => kind === 'person')).toMatchObject({
      record: mother,
      set: { inTally: true },
    });
    const after = { ...story.formContext, consentOf: (id: string): ConsentState => (id === mother ? 'no' : 'yes') };
    expect(
      stepsOf(after, outcome.content).some(
        (step) => step.section === mother || ('people' in step && step.people.some(({ id }) => id === mother)),
      ),
    ).toBe(false);
  });
});
