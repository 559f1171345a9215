import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { addDays, day, type Day } from '../../lib/day.ts';
import { slug } from '../guide/screen.ts';
import { isDeleted, uuid } from '../record/record.ts';
import type { CountedRecord } from '../people/village.ts';

/** The outcome: done to the end by the person, part of it, or not this time (no signal, a forgotten password). */
export const visitResults = ['finished', 'partly', 'stopped'] as const;
/** How sure a person is of this one skill, from least to most (`confidence.ts`). */
export const confidences = ['never', 'guided', 'alone', 'teaches'] as const;
export type Confidence = (typeof confidences)[number];

const confidence = v.picklist(confidences);

/**
 * Fields of a `visit` record: a person was shown a guide. One record for each person and guide, so that each has its
 * own re-check. A visit changes no answer; only the re-check does.
 */
export const visitFields = {
  household: uuid,
  /** The person who was shown the guide; null for a visit without a name, which has no re-check. */
  person: v.nullable(uuid),
  guide: slug,
  how: v.picklist(visitResults),
  confidence: v.nullable(confidence),
  on: day,
  /** Account of the member who was there. */
  by: uuid,
  /** The first day of the re-check. */
  recheckOn: v.nullable(day),
  recheckedOn: v.nullable(day),
  recheckedBy: v.nullable(uuid),
  /** Whether the member saw it, or the person said so. */
  recheckHow: v.nullable(v.picklist(['seen', 'told'])),
  recheckConfidence: v.nullable(confidence),
} as const;

const absent = {
  person: null,
  confidence: null,
  recheckOn: null,
  recheckedOn: null,
  recheckedBy: null,
  recheckHow: null,
  recheckConfidence: null,
} as const;
const visitRecord = v.object(visitFields);
export type Visit = v.InferOutput<typeof visitRecord> & { readonly id: Uuid };

/** Days until the re-check: an earlier one would only test what was shown the day before. */
export const recheckAfterDays = 14;
export const recheckDay = (shown: Day): Day => addDays(shown, recheckAfterDays);

/** The village's visits, oldest first. What does not parse (a newer shape) is left out. */
export function visitsOf(records: Iterable<CountedRecord>): Visit[] {
  const found: Visit[] = [];
  for (const record of records) {
    if (record.kind !== 'visit' || isDeleted(record)) continue;
    const parsed = v.safeParse(visitRecord, { ...absent, ...record.fields });
    if (parsed.success) found.push({ ...parsed.output, id: record.id });
  }
  return found.sort(byDay);
}

/** Oldest first. */
export const byDay = (a: Pick<Visit, 'id' | 'on'>, b: Pick<Visit, 'id' | 'on'>): number =>
  a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1;

/** `shown`: the re-check lies ahead · `due`: the re-check should be done · `over`: it was done, or there is none. */
export type VisitState = 'shown' | 'due' | 'over';

/** What tells how far a visit has come. */
export type VisitFacts = Pick<Visit, 'id' | 'person' | 'guide' | 'on' | 'recheckOn' | 'recheckedOn'>;

export function visitState(
  { person, on, recheckOn, recheckedOn }: Omit<VisitFacts, 'id' | 'guide'>,
  today: Day,
): VisitState {
  if (person === null || recheckOn === null || recheckedOn !== null) return 'over';
  return recheckFrom({ on, recheckOn }) <= today ? 'due' : 'shown';
}

/** The day from which on a visit's re-check is due: an earlier one was written by a phone whose clock was behind. */
export const recheckFrom = ({ on, recheckOn }: { readonly on: Day; readonly recheckOn: Day }): Day =>
  recheckOn < recheckDay(on) ? recheckDay(on) : recheckOn;

/** The latest visit of each person and guide, oldest first: showing the same guide again starts its two weeks anew. */
export function latestVisits<V extends VisitFacts>(visits: readonly V[]): V[] {
  const latest = new Map<string, V>();
  for (const visit of visits) {
    if (visit.person === null) continue;
    const key = `${visit.person} ${visit.guide}`;
    latest.delete(key);
    latest.set(key, visit);
  }
  return [...latest.values()];
}

/** Recent visits without a re-check: "vừa được chỉ". */
export const openVisits = <V extends VisitFacts>(visits: readonly V[], today: Day): V[] =>
  latestVisits(visits).filter((visit) => visitState(visit, today) !== 'over');
