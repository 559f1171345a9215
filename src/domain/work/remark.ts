import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { day } from '../../lib/day.ts';
import type { CountedRecord } from '../people/village.ts';
import { isDeleted, uuid } from '../record/record.ts';

export const longestRemark = 500;
const words = v.pipe(v.string(), v.maxLength(longestRemark));

/**
 * Fields of a `remark` record ("phiếu gửi lại"): lead or head asks whoever looks after a household to look at its form
 * again. They correct it or answer; the lead says that it is settled. Kept as history; each remark has one answer.
 */
export const remarkFields = {
  household: uuid,
  text: words,
  on: day,
  /** The account that sent it back. */
  by: uuid,
  answer: v.nullable(words),
  answeredOn: v.nullable(day),
  answeredBy: v.nullable(uuid),
  settledOn: v.nullable(day),
  settledBy: v.nullable(uuid),
} as const;

const remarkRecord = v.object(remarkFields);
export type Remark = v.InferOutput<typeof remarkRecord> & { readonly id: Uuid };

const absent = { answer: null, answeredOn: null, answeredBy: null, settledOn: null, settledBy: null } as const;

/** `open`: whoever looks after the household is to act · `answered`: the lead is · `settled`: nobody is. */
export type RemarkState = 'open' | 'answered' | 'settled';

export function remarkState({ answeredOn, settledOn }: Pick<Remark, 'answeredOn' | 'settledOn'>): RemarkState {
  if (settledOn !== null) return 'settled';
  return answeredOn === null ? 'open' : 'answered';
}

/** The most urgent state of a household's remarks; undefined: none, or all settled. */
export const mostUrgent = (states: readonly RemarkState[]): 'open' | 'answered' | undefined =>
  (['open', 'answered'] as const).find((state) => states.includes(state));

/** The remarks among these records, newest first. What does not parse (a newer shape) is left out. */
export function remarksOf(records: Iterable<CountedRecord>): Remark[] {
  const found: Remark[] = [];
  for (const record of records) {
    if (record.kind !== 'remark' || isDeleted(record)) continue;
    const parsed = v.safeParse(remarkRecord, { ...absent, ...record.fields });
    if (parsed.success) found.push({ ...parsed.output, id: record.id });
  }
  return found.sort((a, b) => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1));
}
