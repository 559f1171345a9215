import type { Uuid } from '../../lib/ids.ts';
import type { Shown } from '../phone-store.ts';
import type { Derived } from './derivation.ts';

/** Both were made by one derivation, so equal values have equal JSON. */
export const sameShown = <S>(a: Shown<S> | undefined, b: Shown<S> | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** A value without own operations over its record. */
export const confirmedOnly = <S>(summary: S): Shown<S> => ({ summary, onlyHere: false });

/** Changes while they are gathered. */
export interface Gathered<S> {
  readonly set: Shown<S>[];
  readonly gone: Uuid[];
}

/** Adds one record's value, or that it is shown no longer, to the changes to report. */
export function report<S extends Derived>(
  changes: Gathered<S>,
  id: Uuid,
  summary: S | undefined,
  onlyHere: boolean,
  into?: Map<Uuid, S>,
): void {
  if (summary) {
    changes.set.push({ summary, onlyHere });
    into?.set(id, summary);
  } else {
    changes.gone.push(id);
    into?.delete(id);
  }
}
