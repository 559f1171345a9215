import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../src/domain/indicator/counts.ts';
import { indicatorIds, type IndicatorId } from '../../../../src/domain/indicator/indicator.ts';
import { withoutSmallCells, type CountedVillage } from '../../../../src/domain/report/small-cells.ts';
import { id } from '../build.ts';
import { countedVillage as village, figure } from './figures.ts';

const hiddenIn = (villages: readonly CountedVillage[]): Record<string, IndicatorId[]> =>
  Object.fromEntries(
    [...withoutSmallCells(villages)]
      .map(([of, { figures }]): [string, IndicatorId[]] => [of, indicatorIds.filter((one) => !(one in figures))])
      .filter(([, hidden]) => hidden.length > 0),
  );

describe('what a reader above the commune is not shown', () => {
  it('is a figure with fewer than five people in a cell, of one village alone that has no sisters', () => {
    expect(hiddenIn([village(10, { safety: figure(4, 30) })])).toEqual({ [id(10)]: ['safety'] });
    expect(hiddenIn([village(10, { safety: figure(5, 30), signature: figure(0, 35) })])).toEqual({});
  });

  it('is also what would give it away in the same village: the same people among all residents', () => {
    expect(hiddenIn([village(10, { T4: figure(57, 3), T4residents: figure(57, 33) })])).toEqual({
      [id(10)]: ['T4', 'T4residents', 'T4from15', 'T4from18'],
    });
    expect(hiddenIn([village(10, { socialOnly: figure(2, 58) })])).toEqual({ [id(10)]: ['T1', 'T2', 'socialOnly'] });
  });

  it('is also a figure of another age that differs by a handful, and how many a handful answered for', () => {
    const counts = { T4: figure(60, 40), T4from15: figure(60, 40, 7), T4from18: figure(57, 33) };
    expect(hiddenIn([village(10, counts)])).toEqual({ [id(10)]: ['T4from18'] });
    const shown = withoutSmallCells([
      village(10, { T4: { ...figure(60, 40), proxy: 4 }, T5: { ...figure(60, 40), proxy: 98 } }),
      village(11, { T4: { ...figure(60, 40), proxy: 40 } }),
    ]);
    expect([...shown.values()].map(({ figures: { T4, T5 } }) => [T4.proxy, T5.proxy])).toEqual([
      [undefined, undefined],
      [40, undefined],
    ]);
  });

  it('is also the smallest sister’s, or the commune’s sum less the others would tell it', () => {
    const villages = [
      village(10, { safety: figure(4, 30) }),
      village(11, { safety: figure(100, 100) }),
      village(12, { safety: figure(30, 30) }),
      village(13, { safety: figure(0, 0) }),
      village(14, {}, id(2)),
    ];
    expect(hiddenIn(villages)).toEqual({ [id(10)]: ['safety'], [id(12)]: ['safety'] });
  });

  it('never leaves one village alone hidden where another could stand beside it, and shows no small cell', () => {
    const cell = fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 300 }));
    const someFigure = fc.tuple(cell, cell, cell).map(([met, notMet, unknown]) => figure(met, notMet, unknown));
    const someFigures = fc.dictionary(fc.constantFrom(...indicatorIds), someFigure) as fc.Arbitrary<
      Partial<Record<IndicatorId, Figure>>
    >;
    fc.assert(
      fc.property(fc.array(fc.tuple(someFigures, fc.integer({ min: 1, max: 2 })), { maxLength: 6 }), (drawn) => {
        const villages = drawn.map(([some, commune], index) => village(10 + index, some, id(commune)));
        const shown = withoutSmallCells(villages);
        for (const { figures } of shown.values())
          for (const { met, notMet, unknown } of Object.values(figures))
            for (const count of [met, notMet, unknown]) expect(count === 0 || count >= 5).toBe(true);
        for (const commune of [id(1), id(2)]) {
          for (const one of indicatorIds) {
            const sisters = villages.filter((of) => of.commune === commune && of.counts.figures[one].total > 0);
            const hidden = sisters.filter((of) => !(one in shown.get(of.village)!.figures));
            if (sisters.length > 1) expect(hidden.length).not.toBe(1);
          }
        }
      }),
    );
  });
});
