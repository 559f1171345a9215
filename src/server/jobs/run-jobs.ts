import type { Clock } from '../../lib/clock.ts';
import type { Database } from '../accounts/deps.ts';
import type { TryAdvisoryLock } from '../database/advisory-lock.ts';
import type { Logger } from '../database/logger.ts';
import { withoutText } from '../http/errors.ts';
import { isDue, type Job, type JobState } from './job.ts';
import { noteEnd, noteStart, stateOf } from './job-table.ts';
import type { Schedule } from './schedule.ts';

export interface JobDeps {
  readonly db: Database;
  readonly tryAdvisoryLock: TryAdvisoryLock;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly logger: Logger;
}

/**
 * `busy`: another process is running it; `stopped`: the server ended it early, and it stays due; `unknown`: no job has
 * this name.
 */
export type RunOutcome = 'done' | 'failed' | 'busy' | 'notDue' | 'stopped' | 'unknown';

/** The jobs of this process. */
export interface Jobs {
  /** Runs one job now, due or not, after the job that this process is running. */
  runNow(name: string): Promise<RunOutcome>;
  states(): Promise<JobState[]>;
  /** Aborts the running job, waits for it, starts no more. */
  stop(): Promise<void>;
}

const lookEvery = 30 * 1000;

/** Name of the advisory lock that is held during a run of the job. */
export const jobLock = (name: string): string => `thon-so job ${name}`;

/**
 * Runs each job when it is due, in one of the processes on this database:
 *
 *   look (every 30 s) → due? → take the job's lock ─┬─ taken by another process → leave it
 *                                                   └─ mine → still due? → run → note the end → free the lock
 *
 * The database holds when a job last finished, so processes and restarts share one schedule. The lock ends with its
 * connection: the job of a killed process is due for the next process. Jobs of one process run one after the other.
 */
export function startJobs(deps: JobDeps, jobs: readonly Job[]): Jobs {
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined); // the caller gets the rejection; the next job runs all the same
    return mine;
  };

  const lookAt = async (job: Job): Promise<void> => {
    try {
      if (!stopping.signal.aborted && isDue(await stateOf(deps.db, job), deps.clock.now()))
        await runLocked(deps, job, stopping.signal, 'whenDue');
    } catch (error) {
      deps.logger.warn(
        { job: job.name, failure: withoutText(error) },
        'The database could not be asked for a job; it is asked again.',
      );
    }
  };
  const look = async (): Promise<void> => {
    for (const job of jobs) await lookAt(job);
  };
  let cancel = (): void => undefined;
  const lookLater = (millis: number): void => {
    cancel = deps.schedule(
      millis,
      () => void enqueue(look).finally(() => !stopping.signal.aborted && lookLater(lookEvery)),
    );
  };
  lookLater(0);

  return {
    runNow: async (name) => {
      const job = jobs.find((one) => one.name === name);
      return job ? enqueue(() => runLocked(deps, job, stopping.signal, 'now')) : 'unknown';
    },
    states: () => Promise.all(jobs.map((job) => stateOf(deps.db, job))),
    stop: async () => {
      stopping.abort();
      cancel();
      await last;
    },
  };
}

async function runLocked(deps: JobDeps, job: Job, signal: AbortSignal, when: 'now' | 'whenDue'): Promise<RunOutcome> {
  const locked = await deps.tryAdvisoryLock(jobLock(job.name), async () => {
    // Another process may have finished it between the check and the lock.
    if (when === 'whenDue' && !isDue(await stateOf(deps.db, job), deps.clock.now())) return 'notDue';
    return run(deps, job, signal);
  });
  return locked.ok ? locked.value : 'busy';
}

async function run(
  { db, clock, logger }: JobDeps,
  job: Job,
  signal: AbortSignal,
): Promise<'done' | 'failed' | 'stopped'> {
  if (signal.aborted) return 'stopped';
  await noteStart(db, job.name, clock.now());
  try {
    await job.run(signal);
  } catch (error) {
    if (signal.aborted) return 'stopped';
    logger.error({ job: job.name, failure: withoutText(error) }, 'A scheduled job failed; it is tried again.');
    await noteEnd(db, job.name, 'failed', clock.now());
    return 'failed';
  }
  await noteEnd(db, job.name, 'done', clock.now());
  return 'done';
}
