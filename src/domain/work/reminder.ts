import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { addDays, type Day } from '../../lib/day.ts';
import { roleRules, type Role } from '../access/roles.ts';
import type { Household } from '../people/village.ts';
import { opensOn, type Period } from '../period.ts';
import { recheckFrom, type Visit } from '../visits/visit.ts';
import { dayWork } from './day-work.ts';
import { isInCareOf } from './in-care.ts';
import { remarkState, type Remark } from './remark.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

/** Where a village's report stands: may be signed, is to be signed today, was not signed in time. */
export const reportDays = ['open', 'lastDay', 'late'] as const;

/** What a reminder says: numbers of households, and the report; no name and no id of a record. */
export const reminder = v.object({
  /** Households with a promised day that has come. */
  promised: count,
  /** Households with somebody to look at again. */
  rechecks: count,
  /** Forms that were sent back to the person. */
  sentBack: count,
  /** Forms sent back that were answered, for lead and head. */
  answered: count,
  report: v.optional(v.picklist(reportDays)),
});
export type Reminder = v.InferOutput<typeof reminder>;

/** What is known of a village on a day, for everybody who is reminded of it. */
export interface VillageWork {
  readonly households: readonly Household[];
  readonly visits: readonly Visit[];
  readonly remarks: readonly Remark[];
  /** The period whose report is due; undefined: signed. */
  readonly report: Period | undefined;
}

/** Who is reminded, in one village. */
export interface Reminded {
  readonly account: Uuid;
  readonly role: Role;
}

interface Due {
  readonly of: keyof Omit<Reminder, 'report'>;
  readonly household: Uuid;
  /** The day it came due. */
  readonly on: Day;
}

interface DueReport {
  readonly state: (typeof reportDays)[number];
  readonly on: Day;
}

/**
 * What waits for a person in their villages, when something of it came due after the last reminder; else undefined, so
 * that nobody is reminded of the same twice. What lead or head wrote on the day of the last reminder counts as later:
 * it may have been written after it.
 * @param last the day of the last reminder; undefined: there was none
 */
export function reminderFor(
  villages: readonly { readonly work: VillageWork; readonly person: Reminded }[],
  today: Day,
  last: Day | undefined,
): Reminder | undefined {
  const due = villages.flatMap(({ work, person }) => dueIn(work, person, today));
  const reports = villages.flatMap(({ work, person }) => reportDueIn(work, person, today) ?? []);
  const isNew = ({ of, on }: Due): boolean =>
    last === undefined || on > last || (on === last && (of === 'sentBack' || of === 'answered'));
  if (!due.some(isNew) && !reports.some(({ on }) => last === undefined || on > last)) return undefined;
  const households = (of: Due['of']): number =>
    new Set(due.flatMap((one) => (one.of === of ? [one.household] : []))).size;
  const report = [...reportDays].reverse().find((state) => reports.some((one) => one.state === state));
  return {
    promised: households('promised'),
    rechecks: households('rechecks'),
    sentBack: households('sentBack'),
    answered: households('answered'),
    ...(report && { report }),
  };
}

function dueIn({ households, visits, remarks }: VillageWork, person: Reminded, today: Day): Due[] {
  const own = households.filter(({ responsible }) => isInCareOf(responsible, person));
  const ids = new Set(own.map(({ id }) => id));
  const work = dayWork(
    own,
    visits.filter(({ household }) => ids.has(household)),
    today,
  );
  const kept = remarks.filter(({ household }) => ids.has(household));
  return [
    ...work.flatMap(({ household, promised }): Due[] =>
      promised === undefined ? [] : [{ of: 'promised', household: household.id, on: promised }],
    ),
    ...work.flatMap(({ household, rechecks }) =>
      rechecks.flatMap(({ on, recheckOn }): Due[] =>
        recheckOn === null ? [] : [{ of: 'rechecks', household: household.id, on: recheckFrom({ on, recheckOn }) }],
      ),
    ),
    ...kept
      .filter((remark) => remarkState(remark) === 'open')
      .map(({ household, on }): Due => ({ of: 'sentBack', household, on })),
    ...kept
      .filter((remark) => person.role !== 'member' && remarkState(remark) === 'answered')
      .map(({ household, answeredOn, on }): Due => ({ of: 'answered', household, on: answeredOn ?? on })),
  ];
}

function reportDueIn({ report }: VillageWork, { role }: Reminded, today: Day): DueReport | undefined {
  if (!report || !roleRules[role].may.includes('sendReport') || today < opensOn(report)) return undefined;
  if (today > report.until) return { state: 'late', on: addDays(report.until, 1) };
  return today === report.until ? { state: 'lastDay', on: report.until } : { state: 'open', on: opensOn(report) };
}

const hourLength = 60 * 60 * 1000;
const vietnamOffset = 7 * hourLength;
/** The hours of the day in Vietnam between which people may be reminded. */
export const remindFromHour = 7;
export const remindUntilHour = 20;

/** Between 20:00 and 07:00 in Vietnam nobody is reminded of anything. @param now Unix ms */
export function isQuiet(now: number): boolean {
  const hour = Math.floor((now + vietnamOffset) / hourLength) % 24;
  return hour < remindFromHour || hour >= remindUntilHour;
}
