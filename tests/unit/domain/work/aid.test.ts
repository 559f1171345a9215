import { expect, it } from 'vitest';
import { aidDueDays, aidOf, isAidDue } from '../../../../src/domain/work/aid.ts';
import { summaryOf } from '../../../../src/domain/search/record-summary.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import { listDerivation } from '../../../../src/store/summaries/summary-text.ts';
import { addDays, type Day } from '../../../../src/lib/day.ts';

const [id, household, by] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000000${n}`) as [string, string, string];
const today = '2026-11-22' as Day;
const record = (fields: Fields) => ({ id, kind: 'aid' as const, fields });
const given = { household, what: 'sim', giver: 'Viettel', on: today, by };

it.each([
  ['no hardship', false, undefined, false],
  ['hardship, never helped', true, undefined, true],
  ['hardship, helped today', true, today, false],
  ['hardship, one day short', true, addDays(today, 1 - aidDueDays), false],
  ['hardship, sixty days ago', true, addDays(today, -aidDueDays), true],
] as const)('%s', (_, isHardship, helpedOn, due) => expect(isAidDue(isHardship, helpedOn, today)).toBe(due));

it('is read and summarised; what a newer app wrote otherwise is left out', () => {
  expect(aidOf([record(given), record({ ...given, what: 'car' }), record({ ...given, $deleted: true })])).toHaveLength(
    1,
  );
  const summary = summaryOf(record(given))!;
  expect(listDerivation.valuesIn(listDerivation.textOf([summary]))).toEqual([summary]);
  const newer = summaryOf(record({ ...given, what: 'car' }))!;
  expect(newer, 'it is the household’s all the same').toEqual({ ...summary, on: undefined });
  expect(listDerivation.valuesIn(listDerivation.textOf([newer]))).toEqual([newer]);
});
