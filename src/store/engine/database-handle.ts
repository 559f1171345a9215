import type Dexie from 'dexie';
import type { DBCore, DBCoreTable } from 'dexie';
import type { Schedule } from '../../lib/schedule.ts';
import { ConnectionLostError } from './errors.ts';

/** Why a handle was ended before its work: the page was left, or the database gave no answer. */
export type Ended = 'left' | 'hung';

/** One connection to a database, from the moment it is being opened. */
export interface DatabaseHandle {
  readonly dexie: Dexie;
  ended(): Ended | undefined;
  /**
   * Runs `work` once the connection is open.
   * @param patience seconds without any step of the database after which there is no answer
   * @throws ConnectionLostError when the handle ends meanwhile; then `work` may have had its effect or not
   */
  use<R>(work: (dexie: Dexie) => PromiseLike<R>, patience: number): Promise<R>;
  isIdle(): boolean;
  /** Aborts every transaction under way and closes. All before it returns. */
  end(why: Ended): void;
  /** Closes; what is under way goes on to its end. */
  close(): void;
}

const second = 1_000;

/**
 * Opens `dexie`.
 * @param onClosed the browser has closed the connection by itself
 */
export function openHandle(dexie: Dexie, schedule: Schedule, onClosed: () => void): DatabaseHandle {
  const transactions = new Set<IDBTransaction>();
  const rejects = new Set<(error: Error) => void>();
  let steps = 0;
  let ended: Ended | undefined;
  let closing = false;

  dexie.use({
    stack: 'dbcore',
    name: 'watch',
    create: (core: DBCore) => ({
      ...core,
      transaction: (...asked) => {
        const made = core.transaction(...asked);
        if (made instanceof IDBTransaction) keep(made);
        return made;
      },
      table: (name) => stepping(core.table(name), () => (steps += 1)),
    }),
  });
  // Another tab erases or upgrades the database: close at once, without Dexie's own console message.
  dexie.on('versionchange', () => {
    close();
    return false;
  });
  const opened = dexie.open().then(() => {
    dexie.backendDB().addEventListener('close', () => {
      if (!closing) onClosed();
    });
  });

  function keep(transaction: IDBTransaction): void {
    transactions.add(transaction);
    const over = (): void => {
      steps += 1;
      transactions.delete(transaction);
    };
    transaction.addEventListener('complete', over);
    transaction.addEventListener('abort', over);
  }

  // Seconds are counted one by one: a frozen or throttled page has had no chance to hear the answer meanwhile.
  function watch(patience: number): () => void {
    let known = steps;
    let quiet = 0;
    let cancel = (): void => undefined;
    const tick = (): void => {
      quiet = steps === known ? quiet + 1 : 0;
      known = steps;
      if (quiet >= patience) end('hung');
      else cancel = schedule(second, tick);
    };
    cancel = schedule(second, tick);
    return () => cancel();
  }

  function close(): void {
    closing = true;
    dexie.close();
  }

  function end(why: Ended): void {
    if (ended) return;
    ended = why;
    for (const transaction of transactions) abort(transaction);
    close();
    const error = new ConnectionLostError(why === 'hung' ? 'the database gave no answer' : 'the page was left');
    for (const reject of rejects) reject(error);
  }

  return {
    dexie,
    ended: () => ended,
    use: async (work, patience) => {
      const stop = watch(patience);
      let mine: ((error: Error) => void) | undefined;
      try {
        // A request that is never answered leaves `work` pending for ever, so the handle's end settles this instead.
        return await new Promise((resolve, reject) => {
          rejects.add((mine = reject));
          opened.then(() => work(dexie)).then((value) => (steps++, resolve(value)), reject);
        });
      } finally {
        stop();
        if (mine) rejects.delete(mine);
      }
    },
    isIdle: () => rejects.size === 0,
    end,
    close,
  };
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch (error) {
    // It has just ended by itself: there is nothing to let go.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}

/** Calls `step` whenever a request on the table was answered, well or not. */
function stepping(table: DBCoreTable, step: () => void): DBCoreTable {
  const counted =
    <A, R>(call: (asked: A) => Promise<R>) =>
    (asked: A): Promise<R> => {
      const answer = call(asked);
      answer.then(step, step);
      return answer;
    };
  return {
    ...table,
    mutate: counted((asked) => table.mutate(asked)),
    get: counted((asked) => table.get(asked)),
    getMany: counted((asked) => table.getMany(asked)),
    query: counted((asked) => table.query(asked)),
    openCursor: counted((asked) => table.openCursor(asked)),
    count: counted((asked) => table.count(asked)),
  };
}
