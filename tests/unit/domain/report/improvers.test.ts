import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Figure } from '../../../../src/domain/indicator/counts.ts';
import { improversAmong, movesOf, type Month, type Moves } from '../../../../src/domain/report/improvers.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { day, aHousehold, id, said } from '../build.ts';

const of = (total: number): Figure => ({ met: 0, notMet: total, unknown: 0, total, apart: 0 });
const month = (n: number, moves: Moves | undefined, total = 100): Month => ({
  village: id(n),
  figures: { T1: of(total), T2: of(total) },
  moves,
});
const learned = (progressed: number, fellBack = 0): Moves => ({ T2: { progressed, fellBack } });

describe('what the same people learned', () => {
  const [then, now] = [day('2026-10-14'), day('2026-11-14')];
  const again = (was: string, is: string, on = '2026-11-02'): CountedRecord[] =>
    aHousehold({ people: [{ answers: { P2: said(is, day(on)) } }] }).map((row) =>
      row.kind === 'person' ? { ...row, fields: { ...row.fields, 'was.P2': [{ v: was, on: '2026-10-01' }] } } : row,
    );

  it('excludes what became known by asking, and what comes after the day', () => {
    const households = [
      again('no', 'daily'),
      again('no', 'weekly'),
      again('daily', 'no'),
      again('no', 'daily', '2026-11-20'),
      aHousehold({ people: [{ answers: { P2: said('daily', day('2026-11-03')) } }] }),
    ];
    expect(movesOf(householdsOf(households.flat()), then, now)).toMatchObject({
      T1: { progressed: 2, fellBack: 1 },
      T4: { progressed: 0, fellBack: 0 },
    });
  });
});

describe('the sheet of improvers', () => {
  test.each<[string, readonly Month[], readonly (readonly [number, number])[]]>([
    ['tells how many more', [month(1, learned(12))], [[1, 12]]],
    ['takes off who fell back', [month(1, learned(12, 4))], [[1, 8]]],
    [
      'tells nothing of fewer than five',
      [month(1, learned(4)), month(2, learned(9, 5)), month(3, learned(5))],
      [[3, 5]],
    ],
    ['has nobody who stood still or fell back', [month(1, learned(0)), month(2, learned(0, 20))], []],
    ['has nobody of whom it is not known', [month(1, undefined)], []],
    [
      'is in the order of the list, not of how far',
      [month(1, learned(6)), month(2, learned(30))],
      [
        [1, 6],
        [2, 30],
      ],
    ],
    [
      'has those that moved most, by share',
      [month(1, learned(20), 1000), month(2, learned(6)), month(3, learned(7)), month(4, learned(8))],
      [
        [2, 6],
        [3, 7],
        [4, 8],
      ],
    ],
    [
      'leaves out nobody who moved as far as the last',
      [month(1, learned(6)), month(2, learned(6)), month(3, learned(6)), month(4, learned(6)), month(5, learned(5))],
      [
        [1, 6],
        [2, 6],
        [3, 6],
        [4, 6],
      ],
    ],
  ])('%s', (_, months, expected) =>
    expect(improversAmong(months).map(({ village, more }) => [village, more[0]?.count])).toEqual(
      expected.map(([n, count]) => [id(n), count]),
    ),
  );

  it('is a fifth of many villages', () =>
    expect(
      improversAmong(Array.from({ length: 50 }, (_, n) => month(n, learned(5 + n)))).map(({ village }) => village),
    ).toEqual(Array.from({ length: 10 }, (_, n) => id(40 + n))));

  it('never has a small cell, and nobody who is left out moved farther than one who is in', () => {
    const someMoves = fc.record({ progressed: fc.nat({ max: 40 }), fellBack: fc.nat({ max: 20 }) });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.option(someMoves, { nil: undefined }), fc.option(someMoves, { nil: undefined })), {
          maxLength: 30,
        }),
        (drawn) => {
          const months = drawn.map(([T1, T2], n) => month(n, { ...(T1 && { T1 }), ...(T2 && { T2 }) }));
          const shown = improversAmong(months);
          const far = ({ moves = {} }: Month): number =>
            Math.max(0, ...Object.values(moves).map(({ progressed, fellBack }) => progressed - fellBack));
          for (const { more } of shown) for (const { count } of more) expect(count).toBeGreaterThanOrEqual(5);
          const inIt = new Set(shown.map(({ village }) => village));
          const least = Math.min(...months.filter(({ village }) => inIt.has(village)).map(far));
          for (const one of months) if (!inIt.has(one.village) && far(one) >= 5) expect(far(one)).toBeLessThan(least);
        },
      ),
    );
  });
});
