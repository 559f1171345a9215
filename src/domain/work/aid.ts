import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { addDays, day, type Day } from '../../lib/day.ts';
import type { CountedRecord } from '../people/village.ts';
import { isDeleted, uuid } from '../record/record.ts';

/** What was given: a SIM, a phone, what it costs to go online, a hand with papers or device, anything else. */
export const aidKinds = ['sim', 'phone', 'fees', 'hand', 'other'] as const;
export type AidKind = (typeof aidKinds)[number];

export const longestGiver = 80;

/** Fields of an `aid` record ("giúp hộ khó khăn"): a household was given something, and no reason is noted. */
export const aidFields = {
  household: uuid,
  what: v.picklist(aidKinds),
  /** Who gave it, as an organisation: "Viettel", "Đoàn xã"; '' for the team itself. */
  giver: v.pipe(v.string(), v.maxLength(longestGiver)),
  on: day,
  /** The account that noted it. */
  by: uuid,
} as const;

const aidRecord = v.object(aidFields);
export type Aid = v.InferOutput<typeof aidRecord> & { readonly id: Uuid };

/** The aid among these records, newest first. What does not parse (a newer shape) is left out. */
export function aidOf(records: Iterable<CountedRecord>): Aid[] {
  const found: Aid[] = [];
  for (const record of records) {
    if (record.kind !== 'aid' || isDeleted(record)) continue;
    const parsed = v.safeParse(aidRecord, record.fields);
    if (parsed.success) found.push({ ...parsed.output, id: record.id });
  }
  return found.sort((a, b) => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1));
}

/** A hardship household that nobody has helped for so many days reaches the team's day. */
export const aidDueDays = 60;

/** @param helpedOn the latest day on which it was given something or shown a guide; undefined: never */
export const isAidDue = (isHardship: boolean, helpedOn: Day | undefined, today: Day): boolean =>
  isHardship && (helpedOn === undefined || helpedOn <= addDays(today, -aidDueDays));
