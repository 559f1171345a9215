import type pg from 'pg';
import { err, ok, type Result } from '../../lib/result.ts';

/** Runs `work` under a lock of this name that all processes on the database share; waits until the lock is free. */
export type WithAdvisoryLock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** The same without waiting: when the lock is held, `work` is not run and the result is 'taken'. */
export type TryAdvisoryLock = <T>(name: string, work: () => Promise<T>) => Promise<Result<T, 'taken'>>;

/** The lock is held on a connection of its own, outside the work's transactions. A lost connection frees it. */
export function postgresAdvisoryLock(pool: pg.Pool): WithAdvisoryLock {
  return async (name, work) => {
    const client = await pool.connect();
    try {
      // Another process may hold the lock during a long migration.
      await client.query('set statement_timeout = 0; set lock_timeout = 0');
      await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
      return await work();
    } finally {
      client.release(true); // closing the connection frees the lock in every case
    }
  };
}

/** The lock of `postgresAdvisoryLock`, without waiting. */
export function postgresTryAdvisoryLock(pool: pg.Pool): TryAdvisoryLock {
  return async (name, work) => {
    const client = await pool.connect();
    let taken = false;
    try {
      const { rows } = await client.query<{ free: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as free',
        [name],
      );
      taken = rows[0]?.free === true;
      return taken ? ok(await work()) : err('taken');
    } finally {
      // Unlocked explicitly: PostgreSQL frees the lock only some time after the connection is closed, and the next
      // attempt would get "taken".
      const isFree =
        !taken ||
        (await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).then(
          () => true,
          () => false,
        ));
      client.release(!isFree); // a connection whose unlock failed is closed, which frees the lock
    }
  };
}

/**
 * The locks of the embedded database, in memory: its directory has one process, and advisory locks do not exclude its
 * single session from itself.
 */
export function inProcessLock(): { readonly wait: WithAdvisoryLock; readonly attempt: TryAdvisoryLock } {
  const tails = new Map<string, { readonly end: Promise<unknown> }>();
  const wait: WithAdvisoryLock = (name, work) => {
    const mine = (tails.get(name)?.end ?? Promise.resolve()).then(work);
    const tail = {
      end: mine
        .then(
          () => undefined,
          () => undefined,
        )
        .then(() => void (tails.get(name) === tail && tails.delete(name))),
    };
    tails.set(name, tail);
    return mine;
  };
  return { wait, attempt: async (name, work) => (tails.has(name) ? err('taken') : ok(await wait(name, work))) };
}
