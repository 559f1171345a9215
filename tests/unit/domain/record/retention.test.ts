import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { answerField } from '../../../../src/domain/record/answer.ts';
import { addDays } from '../../../../src/lib/day.ts';
import { addMonths, defaultRetentionMonths, expired, keptUntil } from '../../../../src/domain/record/retention.ts';
import { day, id, said } from '../build.ts';

test.each([
  ['2026-12-31', 12, '2027-12-31'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2027-12-31', 2, '2028-02-29'],
  ['2026-12-31', 0, '2026-12-31'],
])('%s and %i months is %s', (from, months, to) => {
  expect(addMonths(day(from), months)).toBe(to);
});

const person = (...asked: string[]) => ({
  id: id(1),
  fields: Object.fromEntries(asked.map((on, n) => [answerField(`P${n + 1}`), said('yes', day(on))])),
});

test.each([
  ['asked once', person('2026-03-04'), '2027-12-31'],
  ['asked again later: the later year counts', person('2026-03-04', '2027-01-01'), '2028-12-31'],
])('%s: kept until %s', (_what, row, until) => {
  expect(keptUntil(row.fields, defaultRetentionMonths)).toBe(until);
  expect(expired([row], defaultRetentionMonths, day(until))).toEqual([]);
  expect(expired([row], defaultRetentionMonths, addDays(day(until), 1))).toEqual([row]);
});

it('keeps a person nobody has asked anything', () => {
  expect(expired([{ id: id(1), fields: { name: 'Mẫu', 'a.P1': null } }], 12, day('2099-01-01'))).toEqual([]);
});

it('lets nothing go within the period and the months after it, whenever somebody was asked', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 60 }), (days, months) => {
      const asked = addDays(day('2026-01-01'), days);
      expect(expired([person(asked)], months, addMonths(asked, months))).toEqual([]);
    }),
  );
});
