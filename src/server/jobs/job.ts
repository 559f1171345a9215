/** A task that the server runs at regular intervals. */
export interface Job {
  /** Its key in the database, and the administrator's name for it: lower case, dashes. */
  readonly name: string;
  /** ms from the end of one run to the start of the next. */
  readonly every: number;
  /**
   * Runs the task once. A rejection is logged and retried (`retryAfter`). A run that is killed at any moment must leave
   * a state from which the next run can continue.
   * @param signal aborted when the server stops: end soon, in such a state
   */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** A job's stored state. */
export interface JobState {
  readonly name: string;
  readonly every: number;
  /** Unix ms; undefined: never. */
  readonly finishedAt: number | undefined;
  readonly failedAt: number | undefined;
  /** Failures since the last success. */
  readonly failures: number;
}

const soonest = 60 * 1000;
const latest = 60 * 60 * 1000;

/**
 * Delay before a failed job is retried, ms: a minute, doubled with each failure, at most an hour and at most its
 * interval.
 */
export const retryAfter = (failures: number, every: number): number =>
  Math.min(soonest * 2 ** Math.min(failures - 1, 10), latest, every);

/** True when the job is due at `now` (Unix ms). A job that never ran is due at once. */
export function isDue({ finishedAt, failedAt, failures, every }: JobState, now: number): boolean {
  if (failedAt !== undefined && failures > 0) return now >= failedAt + retryAfter(failures, every);
  // A finish time more than an interval in the future means that the clock was set back: due. Smaller differences
  // between processes' clocks do not make it due twice.
  return finishedAt === undefined || now >= finishedAt + every || now < finishedAt - every;
}
