import { describe, expect, test } from 'vitest';
import { isSurveyed } from '../../../src/domain/gaps/survey-state.ts';
import { chooseSpeaker, moveOn, putOff } from '../../../src/features/survey/interview/survey-form.ts';
import { previousStep } from '../../../src/features/survey/interview/open-steps.ts';
import {
  child,
  father,
  given,
  householdId,
  household,
  mother,
  person,
  personAnswers,
  SurveyStory,
  today,
  unknown,
} from './story.ts';

const noBases = () => ({});

describe('asking a household for the first time', () => {
  test('goes through the household, then each resident adult, and skips the child', () => {
    const story = new SurveyStory(household());
    expect(story.step).toBe('household:H1');
    story.answer('yes', 'no');
    expect(story.step).toBe('household:H4');
    story.answer(3);
    expect(story.step).toBe('mother:by');
  });

  test('freezes the household after its last question and each person after theirs', () => {
    const story = new SurveyStory(household());
    story.answer('yes', 'no', 3);
    expect(story.frozen.map(({ record }) => record)).toEqual([householdId]);
    expect(story.frozen[0]!.set).toEqual({ 'a.H1': given('yes'), 'a.H2': given('no'), 'a.H4': given(3) });
    story.goTo(mother, 'P1').answer(...personAnswers);
    expect(story.frozen.map(({ record }) => record)).toEqual([householdId, mother]);
    expect(story.step).toBe('father:by');
  });

  test('is over when everybody was asked: nothing of the draft is left, and the household counts as surveyed', () => {
    const story = new SurveyStory(household());
    story
      .answer('yes', 'no', 3)
      .goTo(mother, 'P1')
      .answer(...personAnswers)
      .goTo(father, 'P1')
      .answer(...personAnswers);
    expect(story.content).toBeUndefined();
    expect(story.step).toBe('household:end');
    expect(isSurveyed(story.formContext.household, today)).toBe(true);
  });

  test('a household without a listed adult ends after its own questions', () => {
    const story = new SurveyStory(household({ people: [person(child, { birthYear: 2015 })] }));
    story.answer('no', 'no', 0);
    expect(story.step).toBe('household:end');
  });
});

describe('the versions shown when the form opened', () => {
  const shown = (id: string) => (id === householdId ? { 'a.H1': 7, headName: 5 } : { 'a.P1': 9 });

  test('are noted for answers only, and go into the frozen group', () => {
    const story = new SurveyStory(household(), {}, shown);
    story.answer('yes', 'no', 3);
    expect(story.frozen[0]!.bases).toEqual({ 'a.H1': 7 });
  });

  test('stay what they were when newer ones come in meanwhile', () => {
    let version = 1;
    const story = new SurveyStory(household(), {}, () => ({ 'a.P1': version }));
    version = 2;
    story
      .answer('yes', 'no', 3)
      .goTo(mother, 'P1')
      .answer(...personAnswers);
    expect(story.frozen[1]!.bases).toEqual({ 'a.P1': 1 });
  });

  test('are noted anew for a section opened again after it was frozen', () => {
    let version = 1;
    const story = new SurveyStory(household(), {}, () => ({ 'a.H1': version }));
    story.answer('yes', 'no', 3);
    version = 2;
    story.goTo(householdId, 'H1').answer('no');
    expect(story.frozen.map(({ bases }) => bases)).toEqual([{ 'a.H1': 1 }, { 'a.H1': 2 }]);
  });
});

describe('going back', () => {
  test('loses nothing, and an answer changed leads to the first question still open', () => {
    const story = new SurveyStory(household());
    story.answer('yes', 'no').goTo(householdId, 'H1').answer('sometimes');
    expect(story.step).toBe('household:H4');
    story.answer(2);
    expect(story.frozen[0]!.set).toMatchObject({ 'a.H1': given('sometimes'), 'a.H2': given('no') });
  });

  test('into a finished section freezes only what was changed there', () => {
    const story = new SurveyStory(household());
    story.answer('yes', 'no', 3).goTo(householdId, 'H2').answer('yes');
    expect(story.frozen[1]!.set).toEqual({ 'a.H2': given('yes') });
    expect(story.step).toBe('mother:by');
  });

  test('and forward again without answering leads on', () => {
    const story = new SurveyStory(household());
    story.answer('yes', 'no').goTo(householdId, 'H1');
    story.follow(moveOn(story.open, story.formContext, noBases, story.at));
    expect(story.step).toBe('household:H4');
  });

  test('there is nothing before the first question, and the last one before the end', () => {
    const story = new SurveyStory(household());
    expect(previousStep(story.formContext, story.open, { section: householdId, step: 'H1' })).toBeUndefined();
    expect(previousStep(story.formContext, story.open, { section: householdId, step: 'end' })).toMatchObject({
      section: father,
      question: { code: 'P7' },
    });
    expect(previousStep(story.formContext, story.open, { section: mother, step: 'by' })).toMatchObject({
      section: householdId,
      question: { code: 'H4' },
    });
  });
});

describe('asking again', () => {
  const asked = (answers: Record<string, ReturnType<typeof given>>) =>
    household({ answers: { H1: given('yes'), H2: given('yes'), H4: given(2) }, people: [person(mother, { answers })] });
  const all = {
    P1: given('own'),
    P2: given('daily'),
    P3: given('opens'),
    P4: given('yes'),
    P5: given('self'),
    P6: given('self'),
    P7: given('self'),
  };

  test('what is missing asks only that, and "Chưa rõ" once more', () => {
    const { P3: _missing, ...rest } = all;
    const story = new SurveyStory(asked({ ...rest, P5: unknown }));
    expect(story.step).toBe('mother:by');
    story.change(chooseSpeaker(story.open, mother, 'proxy'));
    story.follow(moveOn(story.open, story.formContext, noBases, story.at));
    expect(story.step).toBe('mother:P3');
    story.answer('opens');
    expect(story.step).toBe('mother:P5');
    story.answer('no');
    expect(story.content).toBeUndefined();
    expect(Object.keys(story.frozen[0]!.set)).toEqual(['a.P3', 'a.P5']);
  });

  test('"Không muốn trả lời" is not asked again', () => {
    const story = new SurveyStory(asked({ ...all, P4: { na: 'refused', by: 'self', on: today, q: 1 } }));
    expect(story.step).toBe('household:end');
  });

  test('everything starts from the first question', () => {
    const story = new SurveyStory(asked(all), { pace: 'all' });
    expect(story.step).toBe('household:H1');
    story.answer('yes');
    expect(story.step).toBe('household:H2');
  });

  test('"Chưa rõ" given in this round is not asked twice', () => {
    const story = new SurveyStory(household());
    story.answer(unknown);
    expect(story.step).toBe('household:H2');
    story.answer('no', 3);
    expect(story.step).toBe('mother:by');
  });
});

describe('somebody is not at home', () => {
  test('putting them off keeps their answers and goes to the next person', () => {
    const story = new SurveyStory(household());
    story.answer('yes', 'no', 3).goTo(mother, 'P1').answer('own');
    story.follow(putOff(story.open, story.formContext, noBases, mother));
    expect(story.step).toBe('father:by');
    story.goTo(father, 'P1').answer(...personAnswers);
    expect(story.step).toBe('household:end');
    expect(story.open.sections[mother]!.answers).toEqual({ P1: given('own') });
  });

  test('putting off somebody without an answer leaves nothing behind', () => {
    const story = new SurveyStory(household({ people: [person(mother)] }));
    story.answer('yes', 'no', 3);
    story.follow(putOff(story.open, story.formContext, noBases, mother));
    expect(story.step).toBe('household:end');
    expect(story.content).toBeUndefined();
  });

  test('going to them takes them up again where they were', () => {
    const story = new SurveyStory(household());
    story.answer('yes', 'no', 3).goTo(mother, 'P1').answer('own');
    story.follow(putOff(story.open, story.formContext, noBases, mother));
    story.goTo(mother, 'P2').answer(...personAnswers.slice(1));
    expect(story.frozen.at(-1)!.record).toBe(mother);
    expect(story.step).toBe('father:by');
  });
});

test('answers of somebody removed meanwhile are frozen with the next section', () => {
  const story = new SurveyStory(household());
  story.answer('yes', 'no', 3).goTo(mother, 'P1').answer('own');
  story.formContext = { ...story.formContext, household: { ...story.formContext.household, people: [person(father)] } };
  story.goTo(father, 'P1').answer(...personAnswers);
  expect(story.frozen.map(({ record }) => record)).toEqual([householdId, father, mother]);
  expect(story.content).toBeUndefined();
});
