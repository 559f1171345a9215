/** Time without use after which an open local store locks itself, ms. */
export const idleLimit = 10 * 60_000;

export interface IdleDeps {
  /** `localStorage`: every tab of the browser reads it. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly clock: { now(): number };
  /** A clock that nobody can set (`performance.now`); it may stand still while the phone sleeps. */
  readonly monotonic: () => number;
}

export interface Idle {
  /** Somebody does something, in this tab. */
  touch(): void;
  /** Nobody has done anything in any tab for `idleLimit`, by either clock: one sleeps, the other can be set. */
  isOver(): boolean;
}

const key = 'last-used';
// Not every tap is written: only one in a while.
const noteEvery = 5_000;

export function createIdle({ storage, clock, monotonic }: IdleDeps): Idle {
  let seen = '';
  let seenAt = monotonic();
  let notedAt = -Infinity;

  function look(): number {
    const noted = storage.getItem(key) ?? '';
    if (noted !== seen) [seen, seenAt] = [noted, monotonic()];
    return Number(noted);
  }

  return {
    touch() {
      const now = monotonic();
      if (now - notedAt < noteEvery) return;
      notedAt = now;
      storage.setItem(key, String(clock.now()));
      look();
    },
    isOver() {
      const noted = look();
      return clock.now() - noted >= idleLimit || monotonic() - seenAt >= idleLimit;
    },
  };
}
