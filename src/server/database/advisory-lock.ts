import type pg from 'pg';
import { err, ok, type Result } from '../../lib/result.ts';

/** Runs `work` while nobody else, in no process on this database, runs one under the same name; waits for its turn. */
export type WithAdvisoryLock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** The same without waiting: whoever comes second does not run. */
export type TryAdvisoryLock = <T>(name: string, work: () => Promise<T>) => Promise<Result<T, 'taken'>>;

/** Over a connection of its own for as long as the work takes, outside the work's transactions. A lost connection frees the lock. */
export function postgresAdvisoryLock(pool: pg.Pool): WithAdvisoryLock {
  return async (name, work) => {
    const client = await pool.connect();
    try {
      // Another process may hold it for a long migration.
      await client.query('set statement_timeout = 0; set lock_timeout = 0');
      await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
      return await work();
    } finally {
      client.release(true); // closing the connection frees the lock in every case
    }
  };
}

export function postgresTryAdvisoryLock(pool: pg.Pool): TryAdvisoryLock {
  return async (name, work) => {
    const client = await pool.connect();
    let taken = false;
    try {
      const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as free', [name]);
      taken = rows[0]?.free === true;
      return taken ? ok(await work()) : err('taken');
    } finally {
      // By word: the server frees it some time after a connection is closed, and whoever asks next would be told "taken".
      const isFree = !taken || (await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).then(() => true, () => false));
      client.release(!isFree); // a connection that could not say so is closed, which frees it in every case
    }
  };
}

/** For the embedded database: its directory has one process, and its one session could not exclude itself. */
export function inProcessLock(): { readonly wait: WithAdvisoryLock; readonly attempt: TryAdvisoryLock } {
  const tails = new Map<string, { readonly end: Promise<unknown> }>();
  const wait: WithAdvisoryLock = (name, work) => {
    const mine = (tails.get(name)?.end ?? Promise.resolve()).then(work);
    const tail = { end: mine.then(() => undefined, () => undefined).then(() => void (tails.get(name) === tail && tails.delete(name))) };
    tails.set(name, tail);
    return mine;
  };
  return { wait, attempt: async (name, work) => (tails.has(name) ? err('taken') : ok(await wait(name, work))) };
}
