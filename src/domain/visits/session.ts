import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { day } from '../../lib/day.ts';
import { gapActions } from '../gaps/gap.ts';
import { slug } from '../guide/screen.ts';
import { isDeleted, uuid } from '../record/record.ts';
import type { CountedRecord } from '../people/village.ts';

/** Organisations that helped to hold it. */
export const partners = [
  'vnpt',
  'viettel',
  'mobifone',
  'bank',
  'police',
  'commune',
  'youth',
  'women',
  'front',
  'school',
  'other',
] as const;
export type Partner = (typeof partners)[number];

const note = v.pipe(v.string(), v.maxLength(500));
const topics = v.pipe(v.array(slug), v.maxLength(30));

/**
 * Fields of a `session` record: a group was shown something. It holds counts and topics and no names, so it needs no
 * consent and has no re-check.
 */
export const sessionFields = {
  on: day,
  /** A guide's id, or one of `sessionActions`. */
  topic: slug,
  /** How many people came. */
  heads: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2000)),
  partners: v.pipe(v.array(v.picklist(partners)), v.maxLength(partners.length)),
  /** What people asked to be shown next, as topics. */
  wishes: topics,
  note: v.nullable(note),
  /** The account that noted it. */
  by: uuid,
} as const;

const sessionRecord = v.object({
  ...sessionFields,
  partners: v.fallback(v.array(v.string()), []),
  wishes: v.fallback(topics, []),
  note: v.fallback(v.nullable(note), null),
});
export type Session = Omit<v.InferOutput<typeof sessionRecord>, 'partners'> & {
  readonly id: Uuid;
  readonly partners: readonly Partner[];
};

/** Topics of a group session besides the guides: those that bring an operator or a provider to the village. */
export const sessionActions = gapActions.filter((action) => action !== 'phone' && action !== 'zaloGroup');

/**
 * The village's group sessions, newest first. Left out: records that do not parse, and partners that this version does
 * not know.
 */
export function sessionsOf(records: Iterable<CountedRecord>): Session[] {
  const found: Session[] = [];
  for (const record of records) {
    if (record.kind !== 'session' || isDeleted(record)) continue;
    const parsed = v.safeParse(sessionRecord, record.fields);
    if (parsed.success)
      found.push({
        ...parsed.output,
        id: record.id,
        partners: partners.filter((one) => parsed.output.partners.includes(one)),
      });
  }
  return found.sort((a, b) => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1));
}
