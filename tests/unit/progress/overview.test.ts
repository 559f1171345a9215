import { describe, expect, it } from 'vitest';
import type { Day } from '../../../src/lib/day.ts';
import { addCounts, emptyCounts, type Counts } from '../../../src/domain/indicator/counts.ts';
import { countIndicators } from '../../../src/domain/indicator/count.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import { mainFigures } from '../../../src/domain/report/main-figures.ts';
import { householdsOf } from '../../../src/domain/people/village.ts';
import { activityIn } from '../../../src/domain/activity/activity-events.ts';
import { clusterRows, countedByCluster } from '../../../src/features/progress/overview/cluster-rows.ts';
import { miniLine } from '../../../src/features/progress/trend/mini-line.ts';
import { aHousehold, today, wholeHousehold, wholePerson } from '../domain/build.ts';

const day = (text: string): Day => text as Day;

describe('the small trend', () => {
  const point = (on: string, met: number, total: number) => ({ day: day(on), met, unknown: 0, total });
  const size = { width: 100, height: 50 };

  it('goes from the first day to the last, a share of the height each', () => {
    const line = miniLine([point('2026-01-01', 0, 0), point('2026-01-11', 0, 4), point('2026-01-21', 1, 4)], size);
    expect(line?.points).toEqual([
      { x: 0, y: 50 },
      { x: 100, y: 37.5 },
    ]);
    expect([line?.first, line?.last]).toEqual([
      { day: '2026-01-11', percent: 0 },
      { day: '2026-01-21', percent: 25 },
    ]);
  });

  it('is none of fewer than two days with somebody to count', () => {
    expect(miniLine([], size)).toBeUndefined();
    expect(miniLine([point('2026-01-01', 0, 0), point('2026-01-02', 1, 2)], size)).toBeUndefined();
  });
});

describe('the clusters', () => {
  const records = [1, 2, 3].flatMap(() => aHousehold({ answers: wholeHousehold, people: [{ answers: wholePerson }] }));

  it('together are the village', () => {
    const households = householdsOf(records).map((household, at) => ({
      ...household,
      cluster: ['Ven suối', '', 'Bến nước'][at % 3]!,
    }));
    const rows = clusterRows(countedByCluster(households, today), [], today, 'Chưa chia cụm');
    expect(rows.map(({ name }) => name)).toEqual(['Bến nước', 'Ven suối', 'Chưa chia cụm']);
    const village = countIndicators(records, indicators, today);
    for (const id of mainFigures)
      expect(
        rows
          .map((row): Counts => ({
            ...emptyCounts([]),
            figures: { [id]: row.figures.get(id)!.figure } as Counts['figures'],
          }))
          .reduce(addCounts).figures[id],
      ).toEqual(village.figures[id]);
    expect(rows.reduce((sum, { coverage }) => sum + (coverage?.surveyed ?? 0), 0)).toBe(village.coverage.surveyed);
  });
});

describe('what a team did', () => {
  const id = (at: number): string => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`;
  const record = (kind: 'visit' | 'session', at: number, fields: Record<string, unknown>) =>
    ({ id: id(at), kind, fields }) as never;
  const visit = (at: number, on: string, guide: string, person: number | null, rest = {}) =>
    record('visit', at, {
      household: id(900),
      person: person === null ? null : id(person),
      guide,
      how: 'finished',
      on,
      by: id(800),
      ...rest,
    });

  it('counts the days of the period, both ends', () => {
    const activity = activityIn(
      [
        visit(1, '2026-11-14', 'vneid', 500),
        visit(2, '2026-11-15', 'vneid', 501, { recheckedOn: '2026-12-01' }),
        visit(3, '2026-11-30', 'e-payment', 501, { recheckedOn: '2026-11-30' }),
        visit(4, '2026-11-20', 'vneid', null),
        record('session', 5, { on: '2026-11-20', topic: 'vneid', heads: 12, by: id(800) }),
        record('session', 6, { on: '2026-12-01', topic: 'vneid', heads: 40, by: id(800) }),
      ],
      { from: day('2026-11-15'), until: day('2026-11-30') },
    );
    expect(activity).toMatchObject({
      visits: 3,
      'visits:vneid': 2,
      'visits:e-payment': 1,
      people: 2,
      rechecks: 1,
      sessions: 1,
      heads: 12,
    });
  });
});
