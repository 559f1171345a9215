import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { countHousehold, countIndicators } from '../../../../src/domain/indicator/count.ts';
import { addFigures, noFigure } from '../../../../src/domain/indicator/counts.ts';
import { indicators } from '../../../../src/domain/indicator/current.ts';
import { householdsWithFibre, reachedIn, withFibre } from '../../../../src/domain/indicator/fibre.ts';
import type { AreaFact } from '../../../../src/domain/report/area-fact.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { aHousehold, today } from '../build.ts';

const told = (part: string, value: 'all' | 'some' | 'none' | null): AreaFact => ({ kind: 'fibre', part, value });
const inCluster = (cluster: string): CountedRecord[] =>
  aHousehold({ people: [{}] }).map((row) =>
    row.kind === 'household' ? { ...row, fields: { ...row.fields, cluster } } : row,
  );
const covered = (records: readonly CountedRecord[], facts: readonly AreaFact[]) =>
  withFibre(countIndicators(records, indicators, today), facts).figures.T3covered;

describe('households that fibre covers', () => {
  test.each<[string, AreaFact[], ReturnType<typeof reachedIn>]>([
    ['nothing is told', [], undefined],
    ['all of the cluster', [told('Xóm Chợ', 'all')], 'all'],
    ['none of it', [told('Xóm Chợ', 'none')], 'none'],
    ['some: nobody says which', [told('Xóm Chợ', 'some')], undefined],
    ['of the whole village', [told('', 'all')], 'all'],
    ['of the cluster rather than of the village', [told('', 'all'), told('Xóm Chợ', 'none')], 'none'],
    ['of another cluster', [told('Đầu thôn', 'all')], undefined],
    ['taken back', [told('Xóm Chợ', null)], undefined],
    ['the name in other code points', [told('Xóm Chợ'.normalize('NFD'), 'all')], 'all'],
    ['another fact', [{ kind: 'team', part: 'board', value: 3 }], undefined],
  ])('%s', (_, facts, expected) => {
    expect(reachedIn('Xóm Chợ', facts)).toBe(expected);
  });

  it('are those of the clusters where all can have it; where nothing is told they are not known', () => {
    const records = ['A', 'A', 'B', 'C', ''].flatMap(inCluster);
    expect(covered(records, [told('A', 'all'), told('B', 'none'), told('C', 'some')])).toEqual({
      met: 2,
      notMet: 1,
      unknown: 2,
      total: 5,
      apart: 0,
      proxy: 0,
    });
    expect(covered(records, [])).toMatchObject({ met: 0, unknown: 5, total: 5 });
  });

  it('are the same from the sums by cluster (server) as household by household (lists on the phone)', () => {
    const part = fc.constantFrom('A', 'B', 'C', '');
    const value = fc.constantFrom('all' as const, 'some' as const, 'none' as const);
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }),
        fc.array(fc.tuple(part, value), { maxLength: 4 }),
        (clusters, facts) => {
          const records = clusters.flatMap(inCluster);
          const all = [...new Map(facts)].map(([of, is]) => told(of, is));
          const each = householdsWithFibre(householdsOf(records), all)
            .map((household) => countHousehold(household, indicators, today).figures.T3covered)
            .reduce(addFigures, noFigure);
          expect(covered(records, all)).toEqual(each);
        },
      ),
    );
  });

  it('leave no cluster behind for readers', () => {
    expect(withFibre(countIndicators(inCluster('A'), indicators, today), []).coverage).not.toHaveProperty('clusters');
  });
});
