/** What is used of the Web Locks API; `navigator.locks` fits. */
export interface Locks {
  request<T>(name: string, options: { readonly ifAvailable?: boolean; readonly steal?: boolean }, task: (lock: object | null) => Promise<T>): Promise<T>;
}

export interface TurnDeps {
  /** Undefined where the browser has none: then everybody goes at once, which is only wasteful. */
  readonly locks: Locks | undefined;
  readonly pause: (millis: number) => Promise<void>;
}

const knockEvery = 5_000;
// Longer than a slice with a hanging last request: whoever still holds the lock then is frozen.
const knocks = 8;

/**
 * Runs `task` while no other tab or worker does the same for `name`. A holder that does not come back (a frozen tab
 * keeps its lock) is robbed after 40 s; it may wake up and go on at the same time, so `task` must be right without
 * the lock too. The lock only saves bytes.
 */
export async function takeTurn<T>(deps: TurnDeps, name: string, task: () => Promise<T>): Promise<T> {
  if (!deps.locks) return task();
  for (let knock = 0; knock < knocks; knock++) {
    const turn = await tryTurn(deps.locks, name, { ifAvailable: true }, task);
    if (turn) return turn.value;
    await deps.pause(knockEvery);
  }
  const turn = await tryTurn(deps.locks, name, { steal: true }, task);
  return turn ? turn.value : task();
}

type LockOptions = Parameters<Locks['request']>[1];

async function tryTurn<T>(locks: Locks, name: string, options: LockOptions, task: () => Promise<T>): Promise<{ value: T } | undefined> {
  let running: Promise<T> | undefined;
  const request = locks.request(name, options, async (lock) => {
    if (lock) await (running = task());
  });
  // A request rejects with AbortError when its lock is stolen, while the task goes on: the task's own end counts.
  const failure = await request.then(() => undefined, (reason: unknown) => ({ reason }));
  if (running) return { value: await running };
  if (failure) throw failure.reason;
  return undefined;
}
