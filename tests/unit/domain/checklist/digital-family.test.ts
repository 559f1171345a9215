import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  countDigitalFamilies,
  digitalFamily,
  familyCriteria,
  isDigitalFamily,
} from '../../../../src/domain/checklist/digital-family.ts';
import { countIndicators } from '../../../../src/domain/indicator/count.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { householdsOf, type Household } from '../../../../src/domain/people/village.ts';
import { aHousehold, today, unknown, type PersonStory } from '../build.ts';

const household = (phones: number | undefined, people: readonly PersonStory[]): Household =>
  householdsOf(aHousehold({ answers: phones === undefined ? {} : { H4: phones }, people }))[0]!;
const adult = (P3: string, P6: string): PersonStory => ({ born: 1980, answers: { P3, P6 } });
const able = adult('opens', 'self');
const child: PersonStory = { born: 2018 };

const statesOf = (of: Household): string =>
  digitalFamily(of, today)
    .map(({ state }) => state)
    .join(' ');

describe('a household as a digital family', () => {
  test.each<[string, Household, string]>([
    ['all of it', household(2, [able, adult('opens', 'no')]), 'met met met'],
    ['children are not asked', household(1, [able, child]), 'met met met'],
    ['no phone', household(0, [able]), 'notMet met met'],
    ['one of them does not open VNeID', household(1, [able, adult('no', 'no')]), 'met notMet met'],
    ['nobody files papers online', household(1, [adult('opens', 'no')]), 'met met notMet'],
    ['nobody had an errand', household(1, [adult('opens', 'noErrand')]), 'met met notMet'],
    ['nothing was asked', household(undefined, [{ born: 1980 }]), 'unknown unknown unknown'],
    ['one was not asked', household(1, [able, { born: 1980 }]), 'met unknown met'],
    ['nobody lives there', household(1, []), 'met unknown unknown'],
  ])('%s', (_, of, states) => {
    expect(statesOf(of)).toBe(states);
  });

  it('names who still lacks it, and the guide that closes the gap', () => {
    const [phone, vneid, papers] = digitalFamily(household(0, [able, adult('no', 'no')]), today);
    expect(phone).toMatchObject({ state: 'notMet', missing: [], guide: undefined });
    expect(vneid).toMatchObject({ state: 'notMet', guide: 'vneid' });
    expect(vneid!.missing).toHaveLength(1);
    expect(papers).toMatchObject({ state: 'met', missing: [], guide: 'public-services' });
  });

  it('does not judge by answers that were given later', () => {
    expect(statesOf({ ...household(1, [able]), answers: {} })).toBe('unknown met met');
  });

  it('is no family where one criterion fails, though others are not known', () => {
    const truthOf = (of: Household) => isDigitalFamily(digitalFamily(of, today));
    expect(truthOf(household(0, [{ born: 1980 }]))).toBe('no');
    expect(truthOf(household(1, [{ born: 1980, answers: { P3: unknown } }]))).toBe('unknown');
    expect(truthOf(household(1, [able]))).toBe('yes');
  });
});

it('counts a village’s households once each, none met that lacks a phone', () => {
  const story = fc.record({
    phones: fc.constantFrom(undefined, 0, 1, 3),
    people: fc.array(
      fc.record({
        born: fc.constantFrom(1950, 1990, 2018),
        answers: fc.record({
          P3: fc.constantFrom<string>('opens', 'no', 'level1'),
          P6: fc.constantFrom<string>('self', 'no', 'noErrand'),
        }),
      }),
      { maxLength: 4 },
    ),
  });
  fc.assert(
    fc.property(fc.array(story, { maxLength: 6 }), (stories) => {
      const records = stories.flatMap(({ phones, people }) =>
        aHousehold({ answers: phones === undefined ? {} : { H4: phones }, people }),
      );
      const count = countDigitalFamilies(householdsOf(records), today);
      expect(count.met + count.notMet + count.unknown).toBe(stories.length);
      const { figures } = countIndicators(records, indicators, today);
      for (const { id, who } of familyCriteria)
        if (who === 'household') expect(count.met).toBeLessThanOrEqual(figures[id].met);
    }),
  );
});
