import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignFromAbove, type CountedForCampaign } from '../../../../src/domain/campaign/from-above.ts';
import { noCampaignCount, wantedOf, type CampaignCount } from '../../../../src/domain/campaign/count.ts';
import { id } from '../build.ts';

const count = (met: number, notMet: number, start = met, progressed = 0): CampaignCount => ({
  start: { met: start, notMet: met + notMet - start, unknown: 0 },
  now: { met, notMet, unknown: 0 },
  progressed,
  fellBack: 0,
});
const village = (n: number, of: CampaignCount, others = noCampaignCount): CountedForCampaign => ({
  village: id(n),
  count: of,
  others,
});

describe('for readers above the village', () => {
  it('shows figures of five people or more', () => {
    const { villages, all, more } = campaignFromAbove([village(1, count(20, 30, 10, 10)), village(2, count(9, 9))]);
    expect(villages[0]).toEqual({
      village: id(1),
      count: { start: { met: 10, notMet: 40, unknown: 0 }, now: { met: 20, notMet: 30, unknown: 0 } },
      more: 10,
    });
    expect(all?.now).toEqual({ met: 29, notMet: 39, unknown: 0 });
    expect(more).toBe(10);
  });

  it('hides a village with a smaller group, and one more, so that the sum does not tell', () => {
    const { villages } = campaignFromAbove([
      village(1, count(20, 30)),
      village(2, count(3, 30)),
      village(3, count(12, 12)),
    ]);
    expect(villages.map(({ count: shown }) => shown !== undefined)).toEqual([true, false, false]);
  });

  it('hides a village where those who are not meant are few: the figure of all is known', () => {
    const { villages } = campaignFromAbove([
      village(1, count(20, 30), count(2, 60)),
      village(2, count(30, 30), count(30, 30)),
    ]);
    expect(villages.some(({ count: shown }) => shown)).toBe(false);
  });

  it('says of no village that fewer than five more have it', () => {
    const { villages, more } = campaignFromAbove([village(1, count(20, 30, 16, 4)), village(2, count(9, 9))]);
    expect([villages[0]!.more, more]).toEqual([undefined, 0]);
  });

  const cell = fc.integer({ min: 0, max: 12 });
  const someCount = fc.tuple(cell, cell, cell, cell, cell, cell).map(([a, b, c, d, e, f]): CampaignCount => ({
    start: { met: a, notMet: b, unknown: c },
    now: { met: d, notMet: e, unknown: f },
    progressed: Math.min(b, d),
    fellBack: 0,
  }));

  it('tells no group of one to four people, and no village alone by the sum of the others', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someCount, someCount), { maxLength: 6 }), (counts) => {
        const counted = counts.map(([of, others], n) => village(n + 1, of, others));
        const { villages, all } = campaignFromAbove(counted);
        const isFew = (n: number): boolean => n > 0 && n < 5;
        const cells = (of: { start: object; now: object }): number[] => [
          ...Object.values<number>(of.start as Record<string, number>),
          ...Object.values<number>(of.now as Record<string, number>),
        ];
        for (const one of villages) {
          if (one.count) expect(cells(one.count).some(isFew)).toBe(false);
          if (one.more !== undefined) expect(one.more).toBeGreaterThanOrEqual(5);
        }
        if (!all) return;
        expect(cells(all).some(isFew)).toBe(false);
        const told = villages.reduce((sum, one) => sum + (one.count?.now.met ?? 0), 0);
        expect(isFew(all.now.met - told)).toBe(false);
      }),
    );
  });
});

it('the target is a whole number of people, rounded up', () => {
  expect([wantedOf(0.8, 10), wantedOf(0.8, 11), wantedOf(1, 7), wantedOf(0.5, 0)]).toEqual([8, 9, 7, 0]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.nat({ max: 5000 }), (percent, meant) => {
      const wanted = wantedOf(percent / 100, meant);
      expect(wanted).toBeLessThanOrEqual(meant);
      expect(wanted * 100).toBeGreaterThanOrEqual(percent * meant);
    }),
  );
});
