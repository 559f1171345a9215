import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, type Day } from '../../../../src/lib/day.ts';
import type { Role } from '../../../../src/domain/access/roles.ts';
import { householdsOf, type CountedRecord } from '../../../../src/domain/people/village.ts';
import { opensOn, periodOf } from '../../../../src/domain/period.ts';
import type { Fields } from '../../../../src/domain/record/record.ts';
import { recheckDay, visitsOf } from '../../../../src/domain/visits/visit.ts';
import { remarksOf } from '../../../../src/domain/work/remark.ts';
import { isQuiet, reminderFor, type Reminder, type VillageWork } from '../../../../src/domain/work/reminder.ts';
import { aHousehold, day, id, today } from '../build.ts';

const [mine, colleague] = [id(1), id(2)];

const household = (n: number, more: Fields = {}): CountedRecord[] => {
  const [row, ...rest] = aHousehold({ id: id(n), people: [{ id: id(n + 100) }] });
  return [{ ...row!, fields: { ...row!.fields, responsible: mine, ...more } }, ...rest];
};
const promised = (n: number, returnOn: Day, more: Fields = {}) => household(n, { outcome: 'away', returnOn, ...more });
const shown = (n: number, on: Day): CountedRecord => ({
  id: id(n + 200),
  kind: 'visit',
  fields: {
    household: id(n),
    person: id(n + 100),
    guide: 'vneid',
    how: 'finished',
    on,
    by: mine,
    recheckOn: recheckDay(on),
  },
});
const sentBack = (n: number, more: Fields = {}): CountedRecord => ({
  id: id(n + 300),
  kind: 'remark',
  fields: { household: id(n), text: 'Hỏi lại câu 3', on: today, by: colleague, ...more },
});
const workOf = (records: readonly CountedRecord[], report?: VillageWork['report']): VillageWork => ({
  households: householdsOf(records),
  visits: visitsOf(records),
  remarks: remarksOf(records),
  report,
});
const remind = (
  records: readonly CountedRecord[],
  { role = 'member', last, on = today }: { role?: Role; last?: Day; on?: Day } = {},
): Reminder | undefined => reminderFor([{ work: workOf(records), person: { account: mine, role } }], on, last);

const nothing = { promised: 0, rechecks: 0, sentBack: 0, answered: 0 };
const yesterday = addDays(today, -1);

describe('a reminder counts', () => {
  test.each<[string, CountedRecord[], Role, Reminder | undefined]>([
    ['nothing in a village where nothing waits', household(1), 'member', undefined],
    ['a day promised for today', promised(1, today), 'member', { ...nothing, promised: 1 }],
    ['one that has passed', promised(1, yesterday), 'member', { ...nothing, promised: 1 }],
    ['none that is still to come', promised(1, addDays(today, 1)), 'member', undefined],
    ['none of a colleague', promised(1, today, { responsible: colleague }), 'member', undefined],
    [
      'all of the village for its lead',
      promised(1, today, { responsible: colleague }),
      'lead',
      { ...nothing, promised: 1 },
    ],
    [
      'a household with two people to look at again once',
      [...household(1), shown(1, addDays(today, -14)), { ...shown(1, addDays(today, -20)), id: id(900) }],
      'member',
      { ...nothing, rechecks: 1 },
    ],
    ['no re-check before its two weeks', [...household(1), shown(1, addDays(today, -13))], 'member', undefined],
    ['a form sent back', [...household(1), sentBack(1)], 'member', { ...nothing, sentBack: 1 }],
    ['none of a colleague’s', [...household(1, { responsible: colleague }), sentBack(1)], 'member', undefined],
    [
      'none that is settled',
      [...household(1), sentBack(1, { settledOn: today, settledBy: colleague })],
      'member',
      undefined,
    ],
    [
      'an answered one for the lead',
      [...household(1), sentBack(1, { answer: 'Đã sửa', answeredOn: today })],
      'lead',
      { ...nothing, answered: 1 },
    ],
    [
      'none that was answered for its member',
      [...household(1), sentBack(1, { answer: 'Đã sửa', answeredOn: today })],
      'member',
      undefined,
    ],
  ])('%s', (_, records, role, expected) => {
    expect(remind(records, { role })).toEqual(expected);
  });

  const period = periodOf('calendar', today);
  test.each<[string, Role, Day, Day | undefined, Reminder['report']]>([
    ['before the report opens', 'head', addDays(opensOn(period), -1), undefined, undefined],
    ['on the day it opens', 'head', opensOn(period), undefined, 'open'],
    ['not again on the next day', 'head', addDays(opensOn(period), 1), opensOn(period), undefined],
    ['on its last day', 'head', period.until, addDays(period.until, -1), 'lastDay'],
    ['once it is late', 'head', addDays(period.until, 1), period.until, 'late'],
    ['nobody who may not sign', 'member', opensOn(period), undefined, undefined],
  ])('the report: %s', (_, role, on, last, expected) => {
    const reminder = reminderFor([{ work: workOf([], period), person: { account: mine, role } }], on, last);
    expect(reminder?.report).toBe(expected);
  });
});

describe('nobody is reminded of the same twice', () => {
  test.each<[string, CountedRecord[], Day, boolean]>([
    ['a promise of before the last reminder', promised(1, yesterday), today, false],
    ['one that came due since', promised(1, today), yesterday, true],
    ['a form sent back since', [...household(1), sentBack(1)], yesterday, true],
    ['one sent back on the day of the last reminder, perhaps after it', [...household(1), sentBack(1)], today, true],
    ['one sent back before it', [...household(1), sentBack(1, { on: yesterday })], today, false],
  ])('%s', (_, records, last, isReminded) => {
    const on = last === today ? addDays(today, 1) : today;
    expect(remind(records, { last, on }) !== undefined).toBe(isReminded);
  });

  it('and with something new all that waits is counted', () => {
    const records = [...promised(1, addDays(today, -9)), ...promised(2, today)];
    expect(remind(records, { last: yesterday })).toEqual({ ...nothing, promised: 2 });
  });

  it('over any days: each promise is new in one reminder at most', () => {
    const days = fc.array(fc.nat(20), { maxLength: 6 });
    fc.assert(
      fc.property(days, fc.array(fc.boolean(), { minLength: 21, maxLength: 21 }), (promises, awake) => {
        const records = promises.flatMap((at, n) => promised(n + 1, addDays(today, at)));
        let last: Day | undefined;
        let reminders = 0;
        for (const [at, isAwake] of awake.entries()) {
          const on = addDays(today, at);
          const reminder = isAwake ? remind(records, { ...(last && { last }), on }) : undefined;
          if (!reminder) continue;
          expect(reminder.promised).toBe(promises.filter((promise) => promise <= at).length);
          reminders += 1;
          last = on;
        }
        expect(reminders).toBeLessThanOrEqual(new Set(promises).size);
      }),
    );
  });

  it('the more than one village of a person go into one reminder', () => {
    const village = (n: number) => ({
      work: workOf(promised(n, today)),
      person: { account: mine, role: 'member' as const },
    });
    expect(reminderFor([village(1), village(2)], today, undefined)).toEqual({ ...nothing, promised: 2 });
  });
});

describe('at night', () => {
  const at = (time: string): number => Date.parse(`2026-11-22T${time}+07:00`);
  test.each([
    ['00:00:00', true],
    ['06:59:59', true],
    ['07:00:00', false],
    ['12:00:00', false],
    ['19:59:59', false],
    ['20:00:00', true],
    ['23:59:59', true],
  ])('%s in Vietnam is quiet: %s', (time, quiet) => {
    expect(isQuiet(at(time))).toBe(quiet);
  });

  it('thirteen hours of every day are not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2090) }), (start) => {
        const hours = Array.from({ length: 24 }, (_, hour) => isQuiet(start + hour * 3_600_000));
        expect(hours.filter((quiet) => !quiet)).toHaveLength(13);
      }),
    );
  });
});

it('has numbers and nothing else', () => {
  const reminder = remind([...promised(1, day('2026-11-20')), sentBack(1)], { role: 'head' });
  expect(Object.values(reminder!).every((value) => typeof value === 'number')).toBe(true);
});
