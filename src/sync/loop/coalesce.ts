/** Requests a round; `forced`: the person asked for it. `waiter` is called when that round has ended. */
export type Ask = (forced: boolean, waiter?: () => void) => void;

/**
 * Runs one round at a time. All requests during a round share the next one; it is forced if one of them is.
 *
 * @param round must not reject
 */
export function coalesce(round: (forced: boolean) => Promise<void>): Ask {
  let asked: { readonly forced: boolean; readonly waiters: readonly (() => void)[] } | undefined;
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (asked) {
      const { forced, waiters } = asked;
      asked = undefined;
      await round(forced);
      for (const waiter of waiters) waiter();
    }
    running = false;
  }

  return (forced, waiter) => {
    asked = {
      forced: forced || (asked?.forced ?? false),
      waiters: [...(asked?.waiters ?? []), ...(waiter ? [waiter] : [])],
    };
    if (!running) void run();
  };
}
