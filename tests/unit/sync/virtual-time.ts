import type { Clock } from '../../../src/lib/clock.ts';
import type { Schedule } from '../../../src/lib/schedule.ts';

/** A clock and timers that move only when told: nothing in these tests sleeps. */
export interface VirtualTime extends Clock {
  readonly schedule: Schedule;
  /** Moves the clock and runs nothing: what a slow request does. */
  jump(millis: number): void;
  /** Runs every timer that falls due, in order, and all that follows from it. */
  pass(millis: number): Promise<void>;
  /** When timers are set for, Unix ms, earliest first. */
  due(): number[];
}

export const startOfTests = Date.UTC(2026, 10, 22, 2, 0, 0);

export function createTime(): VirtualTime {
  let now = startOfTests;
  const timers: { at: number; task: () => void }[] = [];
  const schedule: Schedule = (millis, task) => {
    const timer = { at: now + millis, task };
    timers.push(timer);
    return () => {
      const i = timers.indexOf(timer);
      if (i >= 0) timers.splice(i, 1);
    };
  };
  return {
    now: () => now,
    schedule,
    jump: (millis) => void (now += millis),
    due: () => timers.map((timer) => timer.at).sort((a, b) => a - b),
    pass: async (millis) => {
      const until = now + millis;
      await settled();
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.splice(timers.indexOf(next), 1);
        now = Math.max(now, next.at);
        next.task();
        await settled();
      }
      now = Math.max(now, until);
    },
  };
}

/** Until every promise that can go on has gone on; in memory all of them can. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
