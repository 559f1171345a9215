import type Dexie from 'dexie';
import type { Schedule } from '../../lib/schedule.ts';
import { isConnectionLoss, typed } from './dexie-errors.ts';
import { openHandle, type DatabaseHandle } from './database-handle.ts';
import { ConnectionLostError, StorageLostError } from './errors.ts';
import type { PageLife } from './page-life.ts';
import type { StorageTrouble, Waiting } from './storage-trouble.ts';

/** What databases need of the page or the worker they are opened in. */
export interface Surroundings {
  readonly life: PageLife;
  readonly schedule: Schedule;
  /** Where a person is told. Absent in the worker: there a call that fails twice rejects. */
  readonly trouble?: StorageTrouble | undefined;
}

/** The guard round every use of a database: no screen and no slice of sync speaks to one past it. */
export interface GuardedDatabase {
  /**
   * Runs `work`, and runs it again on a new connection when the old one is lost, gives no answer or had to be let go
   * because the page was left. The first run may have had its effect all the same, so `work` must recognise its own
   * earlier writes.
   *
   *   page left ─────────────► wait until it is back, run again; any number of times
   *   lost or no answer ─────► run again at once ──► with somebody to tell: say so, run again and again until it works
   *                                              └─► else reject
   *
   * @param again whether an earlier run may have had an effect
   * @throws StorageFullError, StorageLostError: nothing was changed · ConnectionLostError: not known
   */
  run<R>(work: (dexie: Dexie, again: boolean) => PromiseLike<R>): Promise<R>;
  /** What is under way goes on to its end; a later call rejects. */
  readonly close: () => void;
}

// A step is one request. On the cheapest phones one over a whole village takes some seconds; a hung one takes for ever.
const patience = { first: 10, later: 20 } as const;

/** @param create a new Dexie with its versions, not opened */
export function createGuardedDatabase(create: () => Dexie, around: Surroundings): GuardedDatabase {
  const { life, schedule, trouble } = around;
  const handles = new Set<DatabaseHandle>();
  let current: DatabaseHandle | undefined;
  let closed = false;

  const stopWatching = life.subscribe({
    leave: () => {
      for (const handle of handles) handle.end('left');
      handles.clear();
      current = undefined;
    },
  });

  function open(): DatabaseHandle {
    const handle = openHandle(create(), schedule, () => {
      drop(handle);
      // The browser closes a connection by itself when the person has cleared the storage: find out, and say so.
      if (!closed) void run(() => Promise.resolve()).catch(() => undefined); // `run` has told what it found
    });
    handles.add(handle);
    return handle;
  }

  /** Only the first of many failing calls drops their connection; a later one must not drop its replacement. */
  function drop(handle: DatabaseHandle): void {
    if (current === handle) current = undefined;
    handle.close();
    if (handle.isIdle()) handles.delete(handle);
  }

  function settle(handle: DatabaseHandle): void {
    if (handle !== current && handle.isIdle()) handles.delete(handle);
    if (closed && handles.size === 0) stopWatching();
  }

  async function run<R>(work: (dexie: Dexie, again: boolean) => PromiseLike<R>): Promise<R> {
    let waiting: Waiting | undefined;
    try {
      for (let failures = 0, runs = 0; ; runs += 1) {
        await life.here();
        if (closed) throw new ConnectionLostError('the database is closed');
        const handle = (current ??= open());
        try {
          return await handle.use((dexie) => work(dexie, runs > 0), failures === 0 ? patience.first : patience.later);
        } catch (error) {
          if (handle.ended() === 'left') continue;
          if (!handle.dexie.isOpen() || isConnectionLoss(error)) drop(handle);
          if (closed || !isConnectionLoss(error)) throw told(typed(error));
          failures += 1;
          if (failures < 2) continue;
          if (!trouble) throw typed(error);
          waiting ??= trouble.begin();
          await waiting.pause();
        } finally {
          settle(handle);
        }
      }
    } finally {
      waiting?.end();
    }
  }

  function told(error: unknown): unknown {
    if (error instanceof StorageLostError && !closed) trouble?.gone();
    return error;
  }

  return {
    run,
    close() {
      closed = true;
      if (current) drop(current);
      current = undefined;
      if (handles.size === 0) stopWatching();
    },
  };
}
