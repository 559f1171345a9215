/** Something the server does by itself, again and again. */
export interface Job {
  /** Its key in the database, and its name for the administrator: lower case, dashes. */
  readonly name: string;
  /** ms from the end of one run to the start of the next. */
  readonly every: number;
  /**
   * Does it once. A rejection is logged and tried again soon. Killed at any moment it must leave nothing that the next run trips over.
   * @param signal aborted when the server stops: end soon, in a state that the next run can take up
   */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

export interface JobState {
  readonly name: string;
  readonly every: number;
  /** Unix ms; undefined: never. */
  readonly finishedAt: number | undefined;
  readonly failedAt: number | undefined;
  /** Failures since it last succeeded. */
  readonly failures: number;
}

const soonest = 60 * 1000;
const latest = 60 * 60 * 1000;

/** How long a failed job waits, ms: a minute, then twice as long each time, at most an hour and never longer than its interval. */
export const retryAfter = (failures: number, every: number): number => Math.min(soonest * 2 ** Math.min(failures - 1, 10), latest, every);

/** Is it time? `now` in Unix ms. A job that never ran is due at once. */
export function isDue({ finishedAt, failedAt, failures, every }: JobState, now: number): boolean {
  if (failedAt !== undefined && failures > 0) return now >= failedAt + retryAfter(failures, every);
  // A clock that was set back must not silence a job for years; processes whose clocks differ a little must not run it twice.
  return finishedAt === undefined || now >= finishedAt + every || now < finishedAt - every;
}
