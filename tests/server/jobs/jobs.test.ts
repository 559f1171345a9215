import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../../src/server/database/database.ts';
import type { Schema } from '../../../src/server/database/schema.ts';
import { migrations } from '../../../src/server/database/migrations/index.ts';
import { migrate } from '../../../src/server/database/migrate.ts';
import { isDue, type Job, retryAfter } from '../../../src/server/jobs/job.ts';
import { startJobs, type Jobs } from '../../../src/server/jobs/run-jobs.ts';
import type { Schedule } from '../../../src/server/jobs/schedule.ts';
import { createEngine, describeAboveStorage } from '../../support/engines/engines.ts';
import { quietLogger, recordingLogger } from '../../support/quiet-logger.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A clock and alarms that only move when a test says so. */
class Time {
  now = (): number => this.at;
  at = Date.UTC(2026, 10, 25, 1);
  readonly #alarms = new Set<{ readonly due: number; readonly task: () => void }>();

  readonly schedule: Schedule = (millis, task) => {
    const alarm = { due: this.at + millis, task };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  };

  get pending(): number {
    return this.#alarms.size;
  }

  /** Lets the time pass, then rings what has come due meanwhile. */
  pass(millis: number): void {
    this.at += millis;
    for (const alarm of [...this.#alarms].filter(({ due }) => due <= this.at)) {
      this.#alarms.delete(alarm);
      alarm.task();
    }
  }
}

const tables = (database: Database) => database.db.withTables<{ [Table in keyof Schema]: Schema[Table] }>();
const ready = (database: Database) => migrate(database, migrations, { clock: { now: () => 0 }, logger: quietLogger });

async function processOn(database: Database, time: Time, jobs: readonly Job[], logger = quietLogger): Promise<Jobs> {
  const running = startJobs(
    { db: tables(database), tryAdvisoryLock: database.tryAdvisoryLock, clock: time, schedule: time.schedule, logger },
    jobs,
  );
  onTestFinished(() => running.stop());
  return running;
}

/** Waits until the jobs have looked and set their next alarm. */
const looked = async (time: Time, processes = 1): Promise<void> => {
  await expect.poll(() => time.pending, { timeout: 10_000, interval: 5 }).toBe(processes);
};

describeAboveStorage('scheduled jobs', (engine) => {
  it('run at the start, and again when their interval has passed', async () => {
    const database = await engine.openMigrated();
    const time = new Time();
    let runs = 0;
    await processOn(database, time, [{ name: 'sweep', every: day, run: async () => void runs++ }]);
    time.pass(0);
    await looked(time);
    expect(runs).toBe(1);
    time.pass(day - minute);
    await looked(time);
    expect(runs).toBe(1);
    time.pass(minute);
    await looked(time);
    expect(runs).toBe(2);
  });

  it('keep their rhythm over a restart', async () => {
    const database = await engine.openMigrated();
    const time = new Time();
    let runs = 0;
    const job: Job = { name: 'sweep', every: day, run: async () => void runs++ };
    const first = await processOn(database, time, [job]);
    time.pass(0);
    await looked(time);
    await first.stop();
    time.pass(hour);
    await processOn(database, time, [job]);
    time.pass(0);
    await looked(time);
    expect(runs).toBe(1);
  });

  it('that fail are logged, delay no other and are tried again, ever less often', async () => {
    const database = await engine.openMigrated();
    const time = new Time();
    const logger = recordingLogger();
    let [attempts, others] = [0, 0];
    const failing: Job = {
      name: 'failing',
      every: day,
      run: async () => {
        if (++attempts < 3) throw new Error('the disk is full');
      },
    };
    const jobs = await processOn(
      database,
      time,
      [failing, { name: 'other', every: minute, run: async () => void others++ }],
      logger,
    );
    time.pass(0);
    await looked(time);
    expect([attempts, others]).toEqual([1, 1]);
    expect(logger.entries).toEqual([{ level: 'error', message: 'A scheduled job failed; it is tried again.' }]);
    time.pass(minute);
    await looked(time);
    expect([attempts, others]).toEqual([2, 2]);
    time.pass(minute);
    await looked(time);
    expect(attempts, 'the second pause is two minutes').toBe(2);
    expect(await jobs.states()).toMatchObject([
      { name: 'failing', failures: 2, finishedAt: undefined },
      { name: 'other', failures: 0 },
    ]);
    time.pass(minute);
    await looked(time);
    expect(attempts).toBe(3);
    expect((await jobs.states())[0]).toMatchObject({ failures: 0, finishedAt: time.at });
  });

  it('run when the administrator says so, due or not', async () => {
    const database = await engine.openMigrated();
    const time = new Time();
    let runs = 0;
    const jobs = await processOn(database, time, [{ name: 'backup', every: day, run: async () => void runs++ }]);
    expect(await jobs.runNow('backup')).toBe('done');
    expect(await jobs.runNow('backup')).toBe('done');
    expect(await jobs.runNow('back-up')).toBe('unknown');
    expect(runs).toBe(2);
  });

  it('are signalled when the server stops, which waits for them; what was cut short stays due', async () => {
    const database = await engine.openMigrated();
    const time = new Time();
    const logger = recordingLogger();
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    let ended = false;
    const long: Job = {
      name: 'long',
      every: day,
      run: (signal) =>
        new Promise((_resolve, reject) => {
          begun();
          signal.addEventListener('abort', () =>
            setTimeout(() => {
              ended = true;
              reject(new Error('stopped'));
            }, 30),
          );
        }),
    };
    const jobs = await processOn(database, time, [long], logger);
    time.pass(0);
    await running;
    await jobs.stop();
    expect(ended).toBe(true);
    expect(time.pending).toBe(0);
    expect(logger.entries).toEqual([]);
    expect((await jobs.states())[0]).toMatchObject({ finishedAt: undefined, failures: 0 });
  });
});

it('of three processes on one PostgreSQL, one runs each job', async () => {
  const place = await engine.place();
  const databases = [await engine.open(place), await engine.open(place), await engine.open(place)];
  await ready(databases[0] as Database);
  const time = new Time();
  const runs: string[] = [];
  const slow = (name: string): Job => ({
    name,
    every: hour,
    run: async () => {
      runs.push(name);
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
  });
  for (const database of databases) await processOn(database, time, [slow('backup'), slow('sweep')]);
  for (let round = 1; round <= 3; round++) {
    time.pass(hour);
    await looked(time, 3);
    expect(runs.sort()).toEqual([...Array<string>(round).fill('backup'), ...Array<string>(round).fill('sweep')]);
  }
});

it('a job that a killed process left runs in the next one', async () => {
  const place = await engine.place();
  const [first, second] = [await engine.open(place), await engine.open(place)];
  await ready(first);
  const time = new Time();
  let begun = (): void => undefined;
  const running = new Promise<void>((resolve) => (begun = resolve));
  const hanging = await processOn(first, time, [
    {
      name: 'backup',
      every: day,
      run: (signal) => {
        begun();
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    },
  ]);
  time.pass(0);
  await running;
  let runs = 0;
  const other = await processOn(second, time, [{ name: 'backup', every: day, run: async () => void runs++ }]);
  expect(await other.runNow('backup')).toBe('busy');
  // As a kill does: the connections break, the lock with them.
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(second.db);
  await expect.poll(() => other.runNow('backup')).toBe('done');
  expect(runs).toBe(1);
  await hanging.stop();
});

const engine = createEngine('postgres');

it('pauses grow to an hour and stay below the interval', () => {
  expect([1, 2, 3, 20].map((failures) => retryAfter(failures, day) / minute)).toEqual([1, 2, 4, 60]);
  expect(retryAfter(20, 5 * minute)).toBe(5 * minute);
});

it('a clock set back by years silences no job, and one a little behind repeats none', () => {
  const state = { name: 'backup', every: day, finishedAt: 100 * day, failedAt: undefined, failures: 0 };
  expect([50, 99.9, 100.5, 101].map((at) => isDue(state, at * day))).toEqual([true, false, false, true]);
});
