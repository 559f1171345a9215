import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '../../../../src/lib/day.ts';
import {
  campaignProblem,
  campaignState,
  comparedWith,
  countedOn,
  inOrder,
  reaches,
  type Campaign,
} from '../../../../src/domain/campaign/campaign.ts';
import { day, id } from '../build.ts';

const today = day('2026-11-22');
const aCampaign = (over: Partial<Campaign> = {}): Campaign => ({
  id: id(1),
  area: id(50),
  name: 'Tháng VNeID',
  topic: 'vneid',
  whom: { ages: 'from60' },
  from: day('2026-11-10'),
  until: day('2026-12-10'),
  share: 0.8,
  ...over,
});

describe('what state a campaign is in, and as of which day it is counted', () => {
  test.each<[string, Partial<Campaign>, string, string]>([
    ['before its first day', { from: day('2026-11-23') }, 'planned', '2026-11-22'],
    ['on its first day', { from: today }, 'running', '2026-11-22'],
    ['on its last day', { until: today }, 'running', '2026-11-22'],
    ['on the day after', { until: day('2026-11-21') }, 'ended', '2026-11-21'],
    ['ended early', { closed: { how: 'ended', on: day('2026-11-20') } }, 'ended', '2026-11-20'],
    ['ended today', { closed: { how: 'ended', on: today } }, 'ended', '2026-11-22'],
    ['withdrawn', { closed: { how: 'withdrawn', on: day('2026-11-20') } }, 'withdrawn', '2026-11-20'],
    [
      'withdrawn after its end',
      { until: day('2026-11-15'), closed: { how: 'withdrawn', on: today } },
      'withdrawn',
      '2026-11-15',
    ],
  ])('%s', (_, over, state, on) => {
    expect([campaignState(aCampaign(over), today), countedOn(aCampaign(over), today)]).toEqual([state, on]);
  });

  it('is compared with the day before it began, and never with a day after the one it is counted on', () => {
    expect(comparedWith(aCampaign(), today)).toBe('2026-11-09');
    expect(comparedWith(aCampaign({ from: day('2026-12-01') }), today)).toBe(today);
  });
});

describe('whether a campaign may be kept', () => {
  const running = aCampaign();
  const planned = aCampaign({ from: day('2026-12-01'), until: day('2026-12-20') });
  test.each<[string, Campaign, Campaign | undefined, string | undefined]>([
    ['new, from today', aCampaign({ from: today }), undefined, undefined],
    ['new, from yesterday', aCampaign({ from: day('2026-11-21') }), undefined, 'days'],
    ['its last day before its first', aCampaign({ from: today, until: day('2026-11-21') }), undefined, 'days'],
    ['longer than a year', aCampaign({ from: today, until: addDays(today, 367) }), undefined, 'days'],
    ['more than a year ahead', aCampaign({ from: addDays(today, 367), until: addDays(today, 368) }), undefined, 'days'],
    ['planned, all changed', { ...planned, topic: 'etax', whom: {}, from: day('2026-11-30') }, planned, undefined],
    ['planned, moved into the past', { ...planned, from: day('2026-11-01') }, planned, 'days'],
    ['begun, another name', { ...running, name: 'Khác' }, running, undefined],
    ['begun, another last day', { ...running, until: day('2026-12-31') }, running, undefined],
    ['begun, another target', { ...running, share: 0.5 }, running, undefined],
    ['begun, another topic', { ...running, topic: 'etax' }, running, 'begun'],
    ['begun, for others', { ...running, whom: {} }, running, 'begun'],
    ['begun, other villages', { ...running, villages: [id(60)] }, running, 'begun'],
    ['begun, another first day', { ...running, from: day('2026-11-11') }, running, 'begun'],
    ['planned, of another commune', { ...planned, area: id(51) }, planned, 'begun'],
    ['over', running, aCampaign({ until: day('2026-11-20') }), 'over'],
    ['ended early', running, { ...running, closed: { how: 'ended', on: today } }, 'over'],
    ['withdrawn', planned, { ...planned, closed: { how: 'withdrawn', on: today } }, 'over'],
  ])('%s', (_, next, before, problem) => {
    expect(campaignProblem(next, before, today)).toBe(problem);
  });
});

test.each<[string, Partial<Campaign>, string[], boolean]>([
  ['all villages of its commune', {}, [id(60), id(50), id(40)], true],
  ['no village of another commune', {}, [id(61), id(51), id(40)], false],
  ['a village that it names', { villages: [id(60)] }, [id(60), id(50)], true],
  ['no village that it does not name', { villages: [id(61)] }, [id(60), id(50)], false],
  ['no village that it names and that has moved away', { villages: [id(60)] }, [id(60), id(51)], false],
])('a campaign reaches %s', (_, over, line, expected) => {
  expect(reaches(aCampaign(over), line)).toBe(expected);
});

it('lists running ones first, then planned ones, then what is over, the latest first', () => {
  const running = aCampaign({ id: id(1) });
  const planned = aCampaign({ id: id(2), from: day('2026-12-01') });
  const older = aCampaign({ id: id(3), until: day('2026-11-12') });
  const newer = aCampaign({ id: id(4), until: day('2026-11-20') });
  const withdrawn = aCampaign({ id: id(5), closed: { how: 'withdrawn', on: today } });
  fc.assert(
    fc.property(fc.shuffledSubarray([running, planned, older, newer, withdrawn], { minLength: 5 }), (shuffled) => {
      expect(inOrder(shuffled, today)).toEqual([running, planned, newer, older, withdrawn]);
    }),
  );
});
