import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import { nextVisits, socialOnlyIn, visitReasons, type VisitSuggestion } from '../../../src/domain/next-visits.ts';
import { householdsOf, type CountedRecord } from '../../../src/domain/village.ts';
import { someVillage } from './arbitrary.ts';
import { day, home, id, said, today, wholeHome, wholePerson, type HomeStory } from './build.ts';

const visits = (rows: readonly CountedRecord[], most = 5): VisitSuggestion[] => nextVisits(householdsOf(rows), today, most);
const socialOnly = { ...wholePerson, P2: 'daily', P5: 'no', P6: 'paper', P7: 'no', P8: 'no', P9: 'no', P10: 'no', P12: 'no' };
const ableDone = { answers: wholeHome, people: [{ answers: wholePerson }] };
const coachDone = { answers: wholeHome, people: [{ answers: socialOnly }, { answers: socialOnly }, { answers: wholePerson }] };

describe('why a home', () => {
  test.each<[string, HomeStory, [string, number] | undefined]>([
    ['left half done', { answers: { H1: 'yes' }, people: [{}] }, ['finishSurvey', 0]],
    ['not asked yet', { people: [{}] }, ['survey', 0]],
    ['an empty list', {}, ['survey', 0]],
    ['asked; two only use social media', coachDone, ['coach', 2]],
    ['asked; everybody manages', ableDone, undefined],
    ['refused: left in peace', { outcome: 'refused', people: [{}] }, undefined],
    ['refused half way: left in peace too', { outcome: 'refused', answers: { H1: 'yes' } }, undefined],
    ['away last time: try again', { outcome: 'away', people: [{}] }, ['survey', 0]],
  ])('%s', (_, story, expected) => {
    const [visit] = visits(home(story));
    expect(visit && [visit.reason, visit.people]).toEqual(expected);
  });
});

describe('in which order', () => {
  it('half done, then not asked, then coaching', () => {
    const rows = [...home(coachDone), ...home({ people: [{}] }), ...home({ answers: { H1: 'yes' } })];
    expect(visits(rows).map(({ reason }) => reason)).toEqual(['finishSurvey', 'survey', 'coach']);
  });

  it('hardship first among the same, then more people to coach, then the address as people read it', () => {
    const at = (address: string, hardship = false): CountedRecord[] => home({ address, hardship, people: [{}] });
    expect(visits([...at('Nhà 10'), ...at('Nhà 2'), ...at('Nhà 30', true)]).map(({ household }) => household.address)).toEqual(['Nhà 30', 'Nhà 2', 'Nhà 10']);
    const one = home({ ...coachDone, people: [{ answers: socialOnly }], address: 'A' });
    expect(visits([...one, ...home({ ...coachDone, address: 'B' })]).map(({ people }) => people)).toEqual([2, 1]);
  });

  it('is the same on every phone: homes alike in everything go by id', () => {
    const rows = [3, 1, 2].flatMap((n) => home({ id: id(9000 + n) }));
    expect(visits(rows).map(({ household }) => household.id)).toEqual([1, 2, 3].map((n) => id(9000 + n)));
  });

  it('at most as many as asked for', () => {
    const rows = Array.from({ length: 9 }, () => home()).flat();
    expect(visits(rows, 5)).toHaveLength(5);
    expect(visits(rows, 0)).toEqual([]);
    expect(visits([], 5)).toEqual([]);
  });
});

it('counts the same people to coach as the village figure does', () => {
  fc.assert(
    fc.property(someVillage, (rows) => {
      const inHomes = householdsOf(rows).reduce((sum, household) => sum + socialOnlyIn(household, today), 0);
      expect(inHomes).toBe(countIndicators(rows, indicators, today).figures.socialOnly.met);
    }),
  );
});

it('an answer dated later (a phone whose clock runs ahead) does not coach yet', () => {
  const later = day('2026-12-24');
  const ahead = Object.fromEntries(Object.entries(socialOnly).map(([code, value]) => [code, said(value, later)]));
  expect(socialOnlyIn(householdsOf(home({ people: [{ answers: ahead }] }))[0]!, today)).toBe(0);
});

it('suggests in the order of reasons and never a home twice', () => {
  fc.assert(
    fc.property(someVillage, (rows) => {
      const list = visits(rows, 100);
      const ranks = list.map(({ reason }) => visitReasons.indexOf(reason));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(new Set(list.map(({ household }) => household.id)).size).toBe(list.length);
      for (const { household } of list) expect(household.outcome).not.toBe('refused');
    }),
  );
});
