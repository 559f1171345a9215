import { isOf, type StoredTick, type Tick, type TickChange } from './tick.ts';

/** What a phone has of a village's ticks: as the server told them, and what it has not stored yet. */
export interface Ticks {
  readonly told: readonly StoredTick[];
  readonly unsent: readonly TickChange[];
}

/** A person says something of a criterion, on top of what the server told of it. */
export function withTick({ told, unsent }: Ticks, tick: Tick): Ticks {
  const stored = told.find(isOf(tick));
  const others = unsent.filter((one) => !isOf(tick)(one));
  // Said again as it is stored already: there is nothing to send.
  if ((stored?.met ?? null) === tick.met) return { told, unsent: others };
  return { told, unsent: [...others, { ...tick, seen: stored?.version ?? 0 }] };
}

/** What was not sent is dropped: what the server told counts. */
export const withoutTick = ({ told, unsent }: Ticks, of: Pick<Tick, 'checklist' | 'criterion'>): Ticks => ({
  told,
  unsent: unsent.filter((one) => !isOf(of)(one)),
});

/** Those that somebody else came before: to be decided by the person. */
export const disputedIn = ({ told, unsent }: Ticks): TickChange[] =>
  unsent.filter((one) => (told.find(isOf(one))?.version ?? 0) !== one.seen);

/** Those that can be sent. */
export function sendableIn(ticks: Ticks): TickChange[] {
  const disputed = disputedIn(ticks);
  return ticks.unsent.filter((one) => !disputed.includes(one));
}

/** The next ones to send, at most so many; none of those that were `tried` already. */
export const nextToSend = (ticks: Ticks, tried: ReadonlySet<TickChange>, most: number): TickChange[] =>
  sendableIn(ticks)
    .filter((one) => !tried.has(one))
    .slice(0, most);

/**
 * After the server's answer.
 *
 * @param sent what was sent with the request
 */
export function afterAnswer({ unsent }: Ticks, sent: readonly TickChange[], told: readonly StoredTick[]): Ticks {
  return {
    told,
    unsent: unsent.flatMap((one): TickChange[] => {
      const stored = told.find(isOf(one));
      if ((stored?.met ?? null) === one.met) return [];
      const before = sent.find(isOf(one));
      // Changed again while the request was under way: what was sent before it is what it is made on top of.
      if (before && before !== one && stored?.met === before.met) return [{ ...one, seen: stored.version }];
      return [one];
    }),
  };
}
