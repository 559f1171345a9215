import * as v from 'valibot';
import type { Uuid } from '../lib/ids.ts';
import { addDays, day, type Day } from './day.ts';
import { slug } from './guide/screen.ts';
import { isDeleted, uuid } from './record.ts';
import type { CountedRecord } from './village.ts';

/** How it went: done to the end by their own hand, part of it, or not this time (no signal, a forgotten password). */
export const visitResults = ['finished', 'partly', 'stopped'] as const;
/** How sure somebody is of this one skill, from least to most (`confidence.ts`). */
export const confidences = ['never', 'guided', 'alone', 'teaches'] as const;
export type Confidence = (typeof confidences)[number];

const confidence = v.picklist(confidences);

/**
 * Fields of a `visit` record: somebody was shown a guide. One record a person and guide, so that each is looked at again
 * by itself. It changes no answer: a visit does not mark its own homework, only the re-check does.
 */
export const visitFields = {
  household: uuid,
  /** Who was shown; null where nobody is to be named: such a visit is not looked at again. */
  person: v.nullable(uuid),
  guide: slug,
  how: v.picklist(visitResults),
  confidence: v.nullable(confidence),
  on: day,
  /** Account of the member who was there. */
  by: uuid,
  /** From this day on somebody looks again. */
  recheckOn: v.nullable(day),
  recheckedOn: v.nullable(day),
  recheckedBy: v.nullable(uuid),
  /** Seen with their own eyes, or told. */
  recheckHow: v.nullable(v.picklist(['seen', 'told'])),
  recheckConfidence: v.nullable(confidence),
} as const;

const absent = { person: null, confidence: null, recheckOn: null, recheckedOn: null, recheckedBy: null, recheckHow: null, recheckConfidence: null } as const;
const visitRecord = v.object(visitFields);
export type Visit = v.InferOutput<typeof visitRecord> & { readonly id: Uuid };

/** A re-check sooner would only see what was shown yesterday. */
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
  return found.sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1));
}

/** `shown`: waits until it is time · `due`: somebody should look again · `over`: looked at, or nobody to look at. */
export type VisitState = 'shown' | 'due' | 'over';

export function visitState({ person, on, recheckOn, recheckedOn }: Visit, today: Day): VisitState {
  if (person === null || recheckOn === null || recheckedOn !== null) return 'over';
  // A phone whose clock ran back may have written an earlier day: two weeks are two weeks.
  const from = recheckOn < recheckDay(on) ? recheckDay(on) : recheckOn;
  return from <= today ? 'due' : 'shown';
}

/** The latest visit of each person and guide: being shown the same again starts its two weeks anew. Oldest first. */
export function latestVisits(visits: readonly Visit[]): Visit[] {
  const latest = new Map<string, Visit>();
  for (const visit of visits) {
    if (visit.person === null) continue;
    const key = `${visit.person} ${visit.guide}`;
    latest.delete(key);
    latest.set(key, visit);
  }
  return [...latest.values()];
}

/** Who was shown what of late and not looked at since: "vừa được chỉ". */
export const openVisits = (visits: readonly Visit[], today: Day): Visit[] => latestVisits(visits).filter((visit) => visitState(visit, today) !== 'over');
