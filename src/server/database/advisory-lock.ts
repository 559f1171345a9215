import type pg from 'pg';

/** Runs `work` while nobody else, in no process on this database, runs one under the same name; waits for its turn. */
export type WithAdvisoryLock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

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

/** For the embedded database: its directory has one process, and its one session could not exclude itself. */
export function inProcessLock(): WithAdvisoryLock {
  const tails = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(work);
    tails.set(name, mine.catch(() => undefined));
    return mine;
  };
}
