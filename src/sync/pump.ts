/** Asks for a round; `forced`: the person wants it now. `waiter` is called when that round has ended. */
export type Ask = (forced: boolean, waiter?: () => void) => void;

/**
 * Runs one round at a time. Whoever asks while one is under way shares the next; it is forced when any of them wants it.
 *
 * @param round must not reject
 */
export function createPump(round: (forced: boolean) => Promise<void>): Ask {
  let asked: { readonly forced: boolean; readonly waiters: readonly (() => void)[] } | undefined;
  let pumping = false;

  async function pump(): Promise<void> {
    pumping = true;
    while (asked) {
      const { forced, waiters } = asked;
      asked = undefined;
      await round(forced);
      for (const waiter of waiters) waiter();
    }
    pumping = false;
  }

  return (forced, waiter) => {
    asked = { forced: forced || (asked?.forced ?? false), waiters: [...(asked?.waiters ?? []), ...(waiter ? [waiter] : [])] };
    if (!pumping) void pump();
  };
}
