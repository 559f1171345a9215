import type { Uuid } from '../../lib/ids.ts';
import type { Database } from '../accounts/deps.ts';
import { lockArea } from '../accounts/locks.ts';

// How the server judges two people who save the same thing: what is read carries a version, a save names the one it was
// made on top of, and the two are compared while nobody else can save (src/protocol/saved.ts).

/** A change of something stored: the version that the person was shown, 0 for none; absent from older phones. */
export interface OnTop {
  readonly seen?: number | undefined;
}

/** Of two people who save something of one area the second waits, and is judged by what the first has stored. */
export const aloneIn = <T>(db: Database, area: Uuid, work: (tx: Database) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    // The area's row, because what is saved may have none yet.
    await lockArea(tx, area);
    return work(tx);
  });

/**
 * Was the change made on top of what is stored? A phone that names no version is believed, as before there were any.
 *
 * @param stored the version now; 0: there is nothing
 */
export const isOnTop = ({ seen }: OnTop, stored: number): boolean => seen === undefined || seen === stored;

/** The version of what is stored now: its time, and later than the one before whatever the clock says. */
export const versionAfter = (now: number, stored: number): number => Math.max(now, stored + 1);
