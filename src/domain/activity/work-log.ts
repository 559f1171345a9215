import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { consentsOf } from '../people/consent.ts';
import type { CountedRecord } from '../people/village.ts';
import type { RecordKind } from '../record/record.ts';
import type { Period } from '../period.ts';
import { sessionsOf } from '../visits/session.ts';
import { visitsOf } from '../visits/visit.ts';

/** One member's work on one day: a line of the log that is signed and by which allowances are paid. */
export interface LogLine {
  readonly on: Day;
  /** The member's account. */
  readonly member: Uuid;
  /** Households in which somebody was asked for consent, as a survey begins. */
  readonly asked: number;
  /** Times that somebody was shown a guide. */
  readonly visits: number;
  readonly rechecks: number;
  readonly sessions: number;
  /** Those who came to the sessions. */
  readonly heads: number;
  /** Guides that were shown and topics of sessions, each once, in order. */
  readonly services: readonly string[];
}

/** The kinds of record that a log is made of. */
export const loggedKinds: readonly RecordKind[] = ['visit', 'session', 'consent'];

/** What each member did on each day of a period: by day, then by member. Who was helped is not in it. */
export function workLog(records: Iterable<CountedRecord>, { from, until }: Period): LogLine[] {
  const all = [...records].filter(({ kind }) => loggedKinds.includes(kind));
  const lines = new Map<string, Sums>();
  const at = (on: Day | null, member: Uuid | null): Sums | undefined => {
    if (on === null || member === null || on < from || on > until) return undefined;
    const key = `${on} ${member}`;
    const known = lines.get(key);
    if (known) return known;
    const fresh: Sums = {
      on,
      member,
      households: new Set(),
      visits: 0,
      rechecks: 0,
      sessions: 0,
      heads: 0,
      services: new Set(),
    };
    lines.set(key, fresh);
    return fresh;
  };
  for (const { on, collector, household, about } of consentsOf(all))
    if (about === 'answers') at(on, collector)?.households.add(household);
  for (const { on, by, guide, recheckedOn, recheckedBy } of visitsOf(all)) {
    const shown = at(on, by);
    if (shown) {
      shown.visits++;
      shown.services.add(guide);
    }
    const looked = at(recheckedOn, recheckedBy);
    if (looked) looked.rechecks++;
  }
  for (const { on, by, topic, heads } of sessionsOf(all)) {
    const held = at(on, by);
    if (!held) continue;
    held.sessions++;
    held.heads += heads;
    held.services.add(topic);
  }
  return [...lines.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { households, services, ...sums }]) => ({
      ...sums,
      asked: households.size,
      services: [...services].sort(),
    }));
}

interface Sums {
  readonly on: Day;
  readonly member: Uuid;
  readonly households: Set<Uuid>;
  visits: number;
  rechecks: number;
  sessions: number;
  heads: number;
  readonly services: Set<string>;
}
