import type { PageLife } from '../../store/engine/page-life.ts';
import { systemSchedule, type Schedule } from '../../lib/schedule.ts';
import { createTurn, TurnEndedError, type Turn } from './turn.ts';

/** What is used of the Web Locks API; `navigator.locks` fits. */
export interface Locks {
  request<T>(
    name: string,
    options: { readonly ifAvailable?: boolean; readonly steal?: boolean },
    task: (lock: object | null) => Promise<T>,
  ): Promise<T>;
}

export interface TurnDeps {
  /** Undefined where the browser has none: then tabs run at the same time, which only wastes bytes. */
  readonly locks: Locks | undefined;
  /** By default a wait on `schedule`. */
  readonly pause?: (millis: number) => Promise<void>;
  /** Absent in the simulation, whose time does not pass in seconds: there no turn runs out. */
  readonly schedule: Schedule | undefined;
  /** A page that is left gives up its turn at once. Absent in the worker. */
  readonly life?: PageLife | undefined;
}

const retryEvery = 5_000;
// Longer together than the minute after which a holder that makes no step gives up by itself: one that still holds the
// lock then is frozen.
const maxAttempts = 14;

/**
 * Runs `task` while no other tab or worker holds the lock `name`. The holder gives up its turn (`Turn.signal`) when it
 * makes no step within a minute, when its page is left, and when the lock is stolen from it, which happens after 70 s.
 * A thawed tab may do one more step before it learns that its lock was stolen, so `task` must be correct without the
 * lock: every write of a slice is bound to the cursor or the epoch it was made for. The lock only saves bytes.
 * @throws TurnEndedError when the turn was given up: what `task` has stored stays, and it can be run again
 */
export async function takeTurn<T>(deps: TurnDeps, name: string, task: (turn: Turn) => Promise<T>): Promise<T> {
  if (!deps.locks) return inTurn(deps, task);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const done = await tryTurn(deps, deps.locks, name, { ifAvailable: true }, task);
    if (done) return done.value;
    await pauseOf(deps)(retryEvery);
  }
  const done = await tryTurn(deps, deps.locks, name, { steal: true }, task);
  return done ? done.value : inTurn(deps, task);
}

async function inTurn<T>(deps: TurnDeps, task: (turn: Turn) => Promise<T>): Promise<T> {
  const turn = createTurn(deps);
  return turn.run(() => task(turn));
}

const pauseOf = ({ pause, schedule = systemSchedule }: TurnDeps) =>
  pause ?? ((millis: number) => new Promise<void>((resolve) => void schedule(millis, resolve)));

const isAbort = (reason: unknown): boolean => reason instanceof DOMException && reason.name === 'AbortError';

type LockOptions = Parameters<Locks['request']>[1];

async function tryTurn<T>(
  deps: TurnDeps,
  locks: Locks,
  name: string,
  options: LockOptions,
  task: (turn: Turn) => Promise<T>,
): Promise<{ value: T } | undefined> {
  const turn = createTurn(deps);
  let running: Promise<T> | undefined;
  const request = locks.request(name, options, async (lock) => {
    if (lock) await (running = turn.run(() => task(turn)));
  });
  // A request rejects with AbortError when its lock is stolen: then the turn is over, and the task ends with it.
  const failure = await request.then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  );
  if (failure) turn.end(new TurnEndedError('another tab took the lock'));
  if (running) return { value: await running };
  // A page that goes away is refused the lock with the same error (WebKit).
  if (isAbort(failure?.reason)) throw new TurnEndedError('the browser ended the request for the lock');
  if (failure) throw failure.reason;
  return undefined;
}
