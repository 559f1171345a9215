import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/domain/record/json.ts';
import type { Draft } from '../../../src/store/phone-store.ts';
import { problemWithYear } from '../../../src/domain/people/birth-year.ts';
import { readDraftContent } from '../../../src/features/survey/drafts/draft-content.ts';
import { formUnderWay } from '../../../src/features/survey/drafts/form-under-way.ts';
import { householdId, household, mother, SurveyStory, today } from './story.ts';

const hour = 60 * 60 * 1000;
const now = 1_800_000_000_000;
const draft = (content: unknown, savedAt = now, id = householdId): Draft => ({
  id,
  village: householdId,
  rev: 1,
  startedAt: savedAt,
  savedAt,
  content: content as Json,
});
const surveyContent = () => new SurveyStory(household()).answer('yes').open;
const personContent = {
  form: 'person',
  showing: true,
  household: householdId,
  bases: {},
  name: 'A',
  birthYear: null,
  yearUnknown: false,
  living: 'here',
};

describe('what a draft holds', () => {
  test('a survey comes back from JSON as it was', () => {
    const content = surveyContent();
    expect(readDraftContent(JSON.parse(JSON.stringify(content)) as Json)).toEqual(content);
  });

  test.each([null, {}, { form: 'dance' }, { ...personContent, living: 'moon' }])(
    '%o is not readable, and no crash',
    (content) => {
      expect(readDraftContent(content)).toBeUndefined();
    },
  );
});

describe('the form to come back to', () => {
  test('is the newest that was on the screen', () => {
    const survey = draft(surveyContent(), now - hour);
    const person = draft(personContent, now - 2 * hour, mother);
    expect(formUnderWay([person, survey], now)).toBe(`survey/${householdId}`);
    expect(formUnderWay([person], now)).toBe(`households/${householdId}/people/${mother}`);
  });

  test('is none that was left on purpose, none of yesterday, and none that cannot be read', () => {
    expect(formUnderWay([draft({ ...surveyContent(), showing: false })], now)).toBeUndefined();
    expect(formUnderWay([draft(surveyContent(), now - 20 * hour)], now)).toBeUndefined();
    expect(formUnderWay([draft({ form: 'dance' })], now)).toBeUndefined();
  });
});

test.each([
  [1968, false, undefined],
  [null, true, undefined],
  [null, false, 'yearNeeded'],
  [68, false, 'yearShort'],
  [1899, false, 'yearEarly'],
  [2027, false, 'yearLate'],
  [2026, false, undefined],
] as const)('birth year %s (unknown: %s): %s', (year, isUnknown, problem) => {
  expect(problemWithYear(year, isUnknown, today)).toBe(problem);
});
