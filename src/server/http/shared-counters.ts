import type { FastifyRateLimitOptions, FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import { sql } from 'kysely';
import type { Database } from '../accounts/deps.ts';
import type { Job } from '../jobs/job.ts';

interface Count {
  readonly current: number;
  /** ms until the window ends. */
  readonly ttl: number;
}
type Answer = (error: Error | null, count?: Count) => void;

/** Greatest number of over-limit keys held in memory; a few thousand addresses at once are already an attack. */
const rememberedAtMost = 10_000;

// The database's clock, which all processes share, Unix ms.
const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/**
 * Rate-limit counters in one table for all processes on a PostgreSQL database: one statement per request, which locks
 * one row and does not wait for the disk. A limit that may be reached a little early counts some requests ahead by one
 * statement (`countsAhead`); never is more let through than the limit. A key over its limit is answered from memory
 * until its window ends, so that a flood does not load the database.
 */
export function sharedCounters(db: Database): FastifyRateLimitStoreCtor {
  return class SharedCounters implements FastifyRateLimitStore {
    readonly #limit: string;
    /** Keys over their limit → end of the window (Unix ms) and count. */
    readonly #over = new Map<string, { readonly until: number; readonly current: number }>();

    readonly #countsAhead: number;
    /** Requests that are counted in the database and have not come yet. */
    readonly #ahead = new Map<string, { readonly until: number; current: number; left: number }>();

    readonly #counting = new Map<string, Promise<Count>>();

    constructor(options: FastifyRateLimitOptions) {
      this.#limit = limitNameIn(options);
      this.#countsAhead = countsAheadIn(options);
    }

    incr(key: string, answer: Answer, timeWindow: number, max: number): void {
      const over = this.#overNow(key);
      if (over) return answer(null, over);
      this.#tell(answer, this.#next(key, timeWindow, max));
    }

    /** The same without counting. */
    read(key: string, answer: Answer): void {
      const over = this.#overNow(key);
      if (over) return answer(null, over);
      this.#tell(answer, this.#look(key));
    }

    child(options: FastifyRateLimitOptions): FastifyRateLimitStore {
      return new SharedCounters(options);
    }

    #tell(answer: Answer, count: Promise<Count>): void {
      count.then(
        (found) => answer(null, found),
        (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
      );
    }

    async #count(key: string, timeWindow: number, max: number): Promise<Count> {
      const by = this.#countsAhead;
      const { rows } = await sql<Count>`
        insert into rate_counter as c (key, count, ends)
        values (${this.#rowOf(key)}, ${by}::int, ${now} + ${timeWindow}::bigint)
        on conflict (key) do update set
          count = case when c.ends <= ${now} then ${by}::int else c.count + ${by}::int end,
          ends = case when c.ends <= ${now} then excluded.ends else c.ends end
        returning count as current, greatest(ends - ${now}, 1) as ttl`.execute(db);
      const counted = rows[0] ?? { current: by, ttl: timeWindow };
      // This request is the first of those that were counted now.
      const count = { current: counted.current - by + 1, ttl: counted.ttl };
      if (count.current > max) this.#remember(key, count);
      else if (by > 1) this.#keepAhead(key, { ...count, left: Math.min(by, max - count.current + 1) - 1 });
      return count;
    }

    /** One counted ahead, or the first of those that are counted now; requests at once wait for one statement. */
    async #next(key: string, timeWindow: number, max: number): Promise<Count> {
      if (this.#countsAhead === 1) return this.#count(key, timeWindow, max);
      for (;;) {
        const known = this.#overNow(key) ?? this.#takeAhead(key);
        if (known) return known;
        const counting = this.#counting.get(key);
        if (!counting) break;
        await counting;
      }
      const counting = this.#count(key, timeWindow, max).finally(() => this.#counting.delete(key));
      this.#counting.set(key, counting);
      return counting;
    }

    /** The next of the requests that were counted ahead. */
    #takeAhead(key: string): Count | undefined {
      const kept = this.#ahead.get(key);
      const ttl = kept ? kept.until - performance.now() : 0;
      if (!kept || ttl <= 0 || kept.left === 0) {
        this.#ahead.delete(key);
        return undefined;
      }
      kept.left -= 1;
      kept.current += 1;
      return { current: kept.current, ttl };
    }

    #keepAhead(key: string, { current, ttl, left }: Count & { readonly left: number }): void {
      if (this.#ahead.size >= rememberedAtMost) this.#ahead.clear();
      this.#ahead.set(key, { current, left, until: performance.now() + ttl });
    }

    async #look(key: string): Promise<Count> {
      const { rows } = await sql<Count>`
        select count as current, ends - ${now} as ttl from rate_counter
        where key = ${this.#rowOf(key)} and ends > ${now}`.execute(db);
      return rows[0] ?? { current: 0, ttl: 0 };
    }

    #rowOf(key: string): string {
      return `${this.#limit} ${key}`;
    }

    #remember(key: string, { current, ttl }: Count): void {
      if (this.#over.size >= rememberedAtMost) this.#over.clear();
      this.#over.set(key, { current, until: performance.now() + ttl });
    }

    #overNow(key: string): Count | undefined {
      const over = this.#over.get(key);
      const ttl = over ? over.until - performance.now() : 0;
      if (over && ttl > 0) return { current: over.current, ttl };
      this.#over.delete(key);
      return undefined;
    }
  };
}

/** The limit's name, which we pass along in the plugin's options: each limit counts an address separately. */
const limitNameIn = (options: object): string =>
  'limitName' in options && typeof options.limitName === 'string' ? options.limitName : '';

/** How many requests one statement counts; passed along like the name. */
const countsAheadIn = (options: object): number =>
  'countsAhead' in options && typeof options.countsAhead === 'number' ? Math.max(1, options.countsAhead) : 1;

/** Deletes rows whose window has ended. They contain addresses, so they are deleted soon. */
export const countersJob = (db: Database): Job => ({
  name: 'old-rate-counters',
  every: 10 * 60 * 1000,
  run: async () => void (await sql`delete from rate_counter where ends <= ${now}`.execute(db)),
});
