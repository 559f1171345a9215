import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isSurveyed, surveyState } from '../../../../src/domain/gaps/survey-state.ts';
import { householdsOf } from '../../../../src/domain/people/village.ts';
import { someHousehold } from '../arbitrary.ts';
import { day, aHousehold, said, today, wholeHousehold, wholePerson, type HouseholdStory } from '../build.ts';

const stateOf = (story: HouseholdStory, asOf = today): string => surveyState(householdsOf(aHousehold(story))[0]!, asOf);
const full = { answers: wholePerson };

test.each<[string, HouseholdStory, string]>([
  ['nobody came yet', { people: [{}] }, 'notStarted'],
  ['only the list was made', { people: [{}, { born: 2018 }] }, 'notStarted'],
  ['the household was asked, nobody is listed', { answers: wholeHousehold }, 'partly'],
  ['one question answered', { answers: { H1: 'yes' }, people: [{}] }, 'partly'],
  ['one person asked', { people: [full, {}] }, 'partly'],
  ['all asked', { answers: wholeHousehold, people: [full, full, { born: 2018 }] }, 'done'],
  ['a person was added after all were asked', { answers: wholeHousehold, people: [full, {}] }, 'partly'],
  [
    'the person who was asked has moved, and nobody else is listed',
    { people: [{ ...full, living: 'moved' }] },
    'notStarted',
  ],
  ['only an answer to a question that is not asked now', { answers: { H99: 'yes' }, people: [{}] }, 'notStarted'],
])('%s: %s', (_, story, expected) => {
  expect(stateOf(story)).toBe(expected);
});

describe('as of a day', () => {
  const later = day('2026-12-24');
  it('an answer given later has not been given', () => {
    expect(stateOf({ answers: { H1: said('yes', later) }, people: [{}] })).toBe('notStarted');
    expect(stateOf({ answers: { H1: said('yes', later) }, people: [{}] }, later)).toBe('partly');
  });
  it('a child turns 16 and is to be asked', () => {
    const story = { answers: wholeHousehold, people: [full, { born: 2011 }] };
    expect(stateOf(story, day('2026-12-31'))).toBe('done');
    expect(stateOf(story, day('2027-01-01'))).toBe('partly');
  });
});

it('is done exactly when the household counts as surveyed', () => {
  fc.assert(
    fc.property(someHousehold, (rows) => {
      for (const household of householdsOf(rows))
        expect(surveyState(household, today) === 'done').toBe(isSurveyed(household, today));
    }),
  );
});
