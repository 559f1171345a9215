import type { Table } from 'dexie';
import type { Uuid } from '../../lib/ids.ts';
import { waitAfter } from './pin.ts';

/** Wrong PINs in a row of one enrolment, and what is left of the wait after the last of them. */
export interface StoredAttempts {
  readonly id: Uuid;
  readonly wrong: number;
  /** ms. Only time really waited reduces it, and no date is compared: the person can set the phone's clock. */
  readonly left: number;
}

/** Whether a PIN may be tried now. `wrong` includes the try under way. */
export type Attempt =
  | { readonly kind: 'go'; readonly wrong: number }
  | { readonly kind: 'wait'; readonly millis: number };

/** The delays after wrong PINs: on disk, so that neither a restart nor another tab shortens them. */
export interface PinAttempts {
  /** Counts the try as wrong before it is made, so that killing the page in the middle gains no free try. */
  begin(id: Uuid): Promise<Attempt>;
  /** The PIN was right. */
  clear(id: Uuid): Promise<void>;
  /** What is left of the wait, ms. */
  left(id: Uuid): Promise<number>;
  /** Subtracts waited time, ms. @returns what is left, ms */
  serve(id: Uuid, millis: number): Promise<number>;
}

/** @param within runs one read-write transaction over the table */
export function createPinAttempts(
  within: <T>(work: (table: Table<StoredAttempts, Uuid>) => Promise<T>) => Promise<T>,
): PinAttempts {
  return {
    begin: (id) =>
      within(async (table) => {
        const before = await table.get(id);
        if (before && before.left > 0) return { kind: 'wait', millis: before.left };
        const wrong = (before?.wrong ?? 0) + 1;
        await table.put({ id, wrong, left: waitAfter(wrong) });
        return { kind: 'go', wrong };
      }),
    clear: (id) => within((table) => table.delete(id)),
    left: (id) => within(async (table) => (await table.get(id))?.left ?? 0),
    serve: (id, millis) =>
      within(async (table) => {
        const before = await table.get(id);
        if (!before || before.left === 0) return 0;
        const left = Math.max(0, before.left - Math.max(0, millis));
        await table.put({ ...before, left });
        return left;
      }),
  };
}
