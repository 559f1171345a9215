import { expect, it } from 'vitest';
import type { Area } from '../../../src/domain/access/area.ts';
import { reportFrom } from '../../../src/features/progress/report/use-village-report.ts';
import { day, aHousehold, id, said } from '../domain/build.ts';
import { counted, ended } from '../domain/read-model.ts';

const village: Area = { id: id(99), kind: 'village', prefix: 'thôn', name: 'Tân Đông', aliases: [] };
const online = (on: string) => ({ born: 1990, answers: { P2: said('daily', day(on)) } });
const records = [
  ...aHousehold({ people: [online('2026-09-01')] }),
  ...aHousehold({ people: [online('2026-11-05'), { born: 1950, answers: { P2: said('no', day('2026-11-12')) } }] }),
];

it('the report is that of the last day of the period that is due', () => {
  const { period, asOf, figures } = ended(
    reportFrom(village, counted(records), { today: day('2026-11-20'), kind: 'cycle', targets: [] }),
  );
  expect([period, asOf]).toEqual([{ from: '2026-10-15', until: '2026-11-14' }, '2026-11-14']);
  expect(figures.find(({ id: one }) => one === 'T1')?.figure).toMatchObject({ met: 2, total: 3, unknown: 0 });
});

it('and of a month where the village’s area counts so', () => {
  const { period, asOf } = ended(
    reportFrom(village, counted(records), { today: day('2026-11-27'), kind: 'calendar', targets: [] }),
  );
  expect([period, asOf]).toEqual([{ from: '2026-11-01', until: '2026-11-30' }, '2026-11-27']);
});
