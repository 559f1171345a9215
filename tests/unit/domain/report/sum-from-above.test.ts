import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Uuid } from '../../../../src/lib/ids.ts';
import type { Figure } from '../../../../src/domain/indicator/counts.ts';
import { indicatorIds, type IndicatorId } from '../../../../src/domain/indicator/indicator.ts';
import { withoutSmallCells, type CountedVillage } from '../../../../src/domain/report/small-cells.ts';
import { sumFromAbove } from '../../../../src/domain/report/sum-from-above.ts';
import { id } from '../build.ts';
import { countedVillage as village, figure } from './figures.ts';

const safetyOf = (all: readonly CountedVillage[], whole?: ReadonlySet<Uuid>): number | undefined =>
  sumFromAbove(all, whole).figures.safety?.met;

describe('the sum of a commune’s villages, for a reader above them', () => {
  it('has everybody, also of villages whose own figure is hidden', () => {
    const all = [village(10, { safety: figure(3, 30) }), village(11, { safety: figure(4, 30) }), village(12)];
    expect(safetyOf(all)).toBe(27);
    expect(sumFromAbove(all).coverage).toMatchObject({ households: 150, surveyed: 120 });
  });

  it('is hidden where it has a small cell, or less the villages that are shown leaves one', () => {
    expect(safetyOf([village(10, { safety: figure(0, 30) }), village(11, { safety: figure(4, 30) })])).toBeUndefined();
    expect(safetyOf([village(10, { safety: figure(3, 30) }), village(11)]), 'one village alone').toBeUndefined();
    const fewTogether = [village(10, { safety: figure(1, 30) }), village(11, { safety: figure(2, 30) }), village(12)];
    expect(safetyOf(fewTogether)).toBeUndefined();
  });

  it('is hidden from who sees one of two hidden villages whole', () => {
    const all = [village(10, { safety: figure(3, 30) }), village(11, { safety: figure(4, 30) }), village(12)];
    expect(safetyOf(all, new Set([id(10)]))).toBeUndefined();
    expect(safetyOf(all, new Set([id(10), id(11)]))).toBe(27);
  });

  it('is hidden with what it could be computed from: people online, and those who only chat', () => {
    const all = [village(10, { socialOnly: figure(3, 57) }), village(11)];
    expect(indicatorIds.filter((one) => !(one in sumFromAbove(all).figures))).toEqual(['T1', 'T2', 'socialOnly']);
  });

  it('tells nobody fewer than five, whatever else the reader has seen of the villages', () => {
    const cell = fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 300 }));
    const someFigure = fc.tuple(cell, cell, cell).map(([met, notMet, unknown]) => figure(met, notMet, unknown));
    const someFigures = fc.dictionary(fc.constantFrom(...indicatorIds), someFigure) as fc.Arbitrary<
      Partial<Record<IndicatorId, Figure>>
    >;
    let shown = 0;
    fc.assert(
      fc.property(fc.array(someFigures, { minLength: 1, maxLength: 6 }), (drawn) => {
        const villages = drawn.map((some, index) => village(10 + index, some));
        const sum = sumFromAbove(villages);
        // The most that any other reading shows: each village as if it stood alone.
        const seen = villages.map((one) => withoutSmallCells([one]).get(one.village)!.figures);
        for (const one of indicatorIds) {
          const told = sum.figures[one];
          if (!told) continue;
          shown++;
          for (const part of ['met', 'notMet', 'unknown'] as const) {
            const known = seen.reduce((all, figures) => all + (figures[one]?.[part] ?? 0), 0);
            for (const rest of [told[part], told[part] - known]) expect(rest === 0 || rest >= 5).toBe(true);
          }
        }
      }),
    );
    expect(shown).toBeGreaterThan(100);
  });
});
