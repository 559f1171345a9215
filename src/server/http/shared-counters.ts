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

/** Keys that are over their limit, held in memory at most; a few thousand addresses at once are an attack already. */
const rememberedAtMost = 10_000;

// By the database's clock, the one that all processes share.
const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/**
 * Counters of rate limits in one table for all processes on a PostgreSQL: one statement a request, which locks one row and waits for no
 * disk. What is over its limit is answered from memory until its window ends, so that a flood costs the database nothing more.
 */
export function sharedCounters(db: Database): FastifyRateLimitStoreCtor {
  return class SharedCounters implements FastifyRateLimitStore {
    readonly #limit: string;
    /** Key → until when, and how far. */
    readonly #over = new Map<string, { readonly until: number; readonly current: number }>();

    constructor(options: FastifyRateLimitOptions) {
      this.#limit = limitNameIn(options);
    }

    incr(key: string, answer: Answer, timeWindow: number, max: number): void {
      const over = this.#overNow(key);
      if (over) return answer(null, over);
      this.#tell(answer, this.#count(key, timeWindow, max));
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
      const { rows } = await sql<Count>`
        insert into rate_counter as c (key, count, ends) values (${this.#rowOf(key)}, 1, ${now} + ${timeWindow}::bigint)
        on conflict (key) do update set
          count = case when c.ends <= ${now} then 1 else c.count + 1 end,
          ends = case when c.ends <= ${now} then excluded.ends else c.ends end
        returning count as current, greatest(ends - ${now}, 1) as ttl`.execute(db);
      const count = rows[0] ?? { current: 1, ttl: timeWindow };
      if (count.current > max) this.#remember(key, count);
      return count;
    }

    async #look(key: string): Promise<Count> {
      const { rows } = await sql<Count>`select count as current, ends - ${now} as ttl from rate_counter where key = ${this.#rowOf(key)} and ends > ${now}`.execute(db);
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

/** Options of our own travel with the plugin's: two limits count the same address apart. */
const limitNameIn = (options: object): string => ('limitName' in options && typeof options.limitName === 'string' ? options.limitName : '');

/** Rows whose window is over say nothing any more. They name addresses, so they go soon. */
export const countersJob = (db: Database): Job => ({
  name: 'old-rate-counters',
  every: 10 * 60 * 1000,
  run: async () => void (await sql`delete from rate_counter where ends <= ${now}`.execute(db)),
});
