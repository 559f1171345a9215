import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { emptyCounts, type Figure } from '../../../../src/domain/indicator/counts.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { bandAmong, bandsIn, isAskedEnough, type PeerBand } from '../../../../src/domain/report/peer-bands.ts';
import type { CountedVillage } from '../../../../src/domain/report/small-cells.ts';
import { id } from '../build.ts';
import { figure } from './figures.ts';

const village = (n: number, T1: Figure, { households = 100, surveyed = 90, commune = 1 } = {}): CountedVillage => {
  const counts = emptyCounts(indicators);
  return {
    village: id(n),
    commune: id(commune),
    counts: { coverage: { ...counts.coverage, households, surveyed }, figures: { ...counts.figures, T1 } },
  };
};
const peers = (...met: number[]): Figure[] => met.map((share) => figure(share, 100 - share));

describe('the band of a figure among villages like it', () => {
  test.each<[string, Figure, readonly Figure[], PeerBand | undefined]>([
    ['above all', figure(90, 10), peers(10, 20, 30, 40, 50), 'upper'],
    ['above three quarters of eight', figure(70, 30), peers(10, 20, 30, 40, 50, 60, 80, 90), 'upper'],
    ['above five of eight', figure(55, 45), peers(10, 20, 30, 40, 50, 60, 80, 90), 'middle'],
    ['below all', figure(5, 95), peers(10, 20, 30, 40, 50), 'lower'],
    ['all alike', figure(50, 50), peers(50, 50, 50, 50, 50, 50), 'middle'],
    ['who is not asked may be above or below', figure(60, 0, 40), peers(65, 70, 75, 80, 85), 'middle'],
    ['peers of whom much is not known', figure(60, 40), Array.from({ length: 6 }, () => figure(10, 10, 80)), 'middle'],
    ['four peers are too few', figure(90, 10), peers(10, 20, 30, 40), undefined],
    ['peers with nobody to count are none', figure(90, 10), [...peers(10, 20, 30, 40), figure(0, 0)], undefined],
    ['nobody to count here', figure(0, 0), peers(10, 20, 30, 40, 50), undefined],
  ])('%s', (_, own, others, band) => expect(bandAmong(own, others)).toBe(band));

  const someFigure = fc
    .tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 }), fc.nat({ max: 20 }))
    .map(([met, notMet, unknown]) => figure(met, notMet, unknown));

  it('is the same the other way round: who has it against who has not', () => {
    const turned = ({ met, notMet, unknown }: Figure): Figure => figure(notMet, met, unknown);
    const opposite = { upper: 'lower', middle: 'middle', lower: 'upper' } as const;
    fc.assert(
      fc.property(someFigure, fc.array(someFigure, { maxLength: 12 }), (own, others) => {
        const band = bandAmong(own, others);
        expect(bandAmong(turned(own), others.map(turned))).toBe(band && opposite[band]);
      }),
    );
  });

  it('holds whatever those who are not known would answer', () => {
    const answered = (of: Figure, all: boolean): Figure =>
      all ? figure(of.met + of.unknown, of.notMet) : figure(of.met, of.notMet + of.unknown);
    fc.assert(
      fc.property(
        someFigure,
        fc.array(fc.tuple(someFigure, fc.boolean()), { maxLength: 12 }),
        fc.boolean(),
        (own, others, all) => {
          const band = bandAmong(
            own,
            others.map(([other]) => other),
          );
          if (band === undefined || band === 'middle') return;
          expect(
            bandAmong(
              answered(own, all),
              others.map(([other, yes]) => answered(other, yes)),
            ),
          ).toBe(band);
        },
      ),
    );
  });
});

describe('whom a village is held against', () => {
  const others = [10, 20, 30, 40, 50].map((met, n) => village(20 + n, figure(met, 100 - met)));
  const bandOf = (own: CountedVillage, among = others): PeerBand | undefined =>
    bandsIn([own, ...among]).get(own.village)?.T1;

  test.each<[string, CountedVillage, PeerBand | undefined]>([
    ['villages of its commune', village(1, figure(90, 10)), 'upper'],
    ['none of another commune', village(1, figure(90, 10), { commune: 2 }), undefined],
    ['none before four households in five are asked', village(1, figure(90, 10), { surveyed: 79 }), undefined],
    ['twice as large', village(1, figure(90, 10), { households: 200, surveyed: 160 }), 'upper'],
    ['more than twice as large', village(1, figure(90, 10), { households: 201, surveyed: 190 }), undefined],
    ['half as large', village(1, figure(90, 10), { households: 50, surveyed: 50 }), 'upper'],
    ['less than half as large', village(1, figure(90, 10), { households: 49, surveyed: 49 }), undefined],
  ])('%s', (_, own, band) => expect(bandOf(own)).toBe(band));

  it('only those that are asked as far', () => {
    expect(
      bandOf(village(1, figure(90, 10)), [...others.slice(1), village(30, figure(10, 90), { surveyed: 40 })]),
    ).toBeUndefined();
  });

  it('a figure that is hidden has no band and is nobody’s peer', () => {
    const without = ({ counts, ...one }: CountedVillage): CountedVillage => {
      const { T1: _, ...rest } = counts.figures;
      return { ...one, counts: { ...counts, figures: rest as typeof counts.figures } };
    };
    expect(bandsIn([without(village(1, figure(90, 10))), ...others]).get(id(1))).toEqual({});
    expect(bandOf(village(1, figure(90, 10)), [...others.slice(1), without(others[0]!)])).toBeUndefined();
  });

  test.each([
    [0, 0, false],
    [1, 1, true],
    [10, 8, true],
    [10, 7, false],
    [196, 157, true],
    [196, 156, false],
  ])('of %i households %i asked is enough: %s', (households, surveyed, enough) =>
    expect(isAskedEnough({ households, surveyed, residents: 0, adults: 0 })).toBe(enough),
  );
});
