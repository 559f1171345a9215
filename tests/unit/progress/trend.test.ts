import { describe, expect, it } from 'vitest';
import type { Area } from '../../../src/domain/area.ts';
import { indicators } from '../../../src/domain/indicator/current.ts';
import { timelineOf } from '../../../src/domain/indicator/timeline.ts';
import { reportFrom, trendOf } from '../../../src/features/progress/use-village-report.ts';
import { day, home, id, said } from '../domain/build.ts';

const village: Area = { id: id(99), kind: 'village', prefix: 'thôn', name: 'Tân Đông', aliases: [] };
const online = (on: string) => ({ born: 1990, answers: { P2: said('daily', day(on)) } });
const records = [...home({ people: [online('2026-09-01')] }), ...home({ people: [online('2026-11-05'), { born: 1950, answers: { P2: said('no', day('2026-11-12')) } }] })];

describe('how a figure moved', () => {
  it('begins with the first answer and ends today', () => {
    expect(trendOf(timelineOf(records, indicators), 'T1', day('2026-11-20'))).toEqual([
      { day: '2026-09-01', met: 1, unknown: 2, total: 3 },
      { day: '2026-11-05', met: 2, unknown: 1, total: 3 },
      { day: '2026-11-12', met: 2, unknown: 0, total: 3 },
      { day: '2026-11-20', met: 2, unknown: 0, total: 3 },
    ]);
  });
  it('of a village that nobody has asked is empty', () => {
    expect(trendOf(timelineOf(home({ people: [{}] }), indicators), 'T1', day('2026-11-20'))).toEqual([]);
  });
});

it('the report is that of the last day of the period that is due', () => {
  const { period, asOf, figures } = reportFrom(village, records, day('2026-11-20'));
  expect([period, asOf]).toEqual([{ from: '2026-10-15', until: '2026-11-14' }, '2026-11-14']);
  expect(figures.find(({ id: one }) => one === 'T1')?.figure).toMatchObject({ met: 2, total: 3, unknown: 0 });
});
