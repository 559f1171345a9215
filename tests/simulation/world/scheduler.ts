import type { seeded } from '../../support/seeded.ts';

export type Chance = ReturnType<typeof seeded>;

/** Something that can be killed: from then on nothing of it runs any further, at whatever await it stood. */
export class Process {
  alive = true;
  /** A tab in the background that the browser gives no time to, until it does again. */
  frozen = false;
  constructor(readonly name: string) {}
}

interface Waiting {
  readonly process: Process;
  /** What it is about to do. */
  readonly next: string;
  readonly resume: () => void;
}

/**
 * Runs concurrent work in an order that only the seed decides: every await that matters stops at a turn, and one
 * waiting turn at a time is let through.
 */
export class Scheduler {
  steps = 0;
  #waiting: Waiting[] = [];
  readonly #running = new Set<Process>();
  readonly #failures: unknown[] = [];
  readonly #outside = new Set<Promise<unknown>>();

  constructor(readonly chance: Chance) {}

  /** Resolves when the seed lets it; never, once the process is dead. */
  turn(process: Process, next = ''): Promise<void> {
    return new Promise((resolve) => {
      if (process.alive) this.#waiting.push({ process, next, resume: resolve });
    });
  }

  /** Work that real time drives (a database, a stream): nobody gets a turn until it is over. */
  outside<T>(work: Promise<T>): Promise<T> {
    this.#outside.add(work);
    const over = (): boolean => this.#outside.delete(work);
    work.then(over, over);
    return work;
  }

  /** Starts work of its own process; what it throws fails the run. */
  start(process: Process, work: () => Promise<void>): void {
    this.#running.add(process);
    work()
      .catch((error: unknown) => {
        if (process.alive) this.#failures.push(error);
      })
      .finally(() => this.#running.delete(process));
  }

  kill(process: Process): void {
    process.alive = false;
    this.#running.delete(process);
    this.#waiting = this.#waiting.filter((one) => one.process.alive);
  }

  /** What this process stands before. */
  standsBefore(process: Process): readonly string[] {
    return this.#waiting.filter((one) => one.process === process).map(({ next }) => next);
  }

  /** Fails the run from inside somebody's work. */
  fail(error: unknown): void {
    this.#failures.push(error);
  }

  /** Lets one turn through. @returns false when nobody waits */
  async step(): Promise<boolean> {
    await this.settle();
    if (this.#failures.length > 0) throw this.#failures[0];
    const ready = this.#waiting.filter((one) => !one.process.frozen);
    const next = ready[this.chance.below(ready.length)];
    if (!next) return false;
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    this.steps += 1;
    next.resume();
    return true;
  }

  async untilIdle(most = 40_000): Promise<void> {
    while (await this.step()) {
      if (--most < 0) throw new Error('The simulation does not come to rest: something retries without end.');
    }
  }

  /** Until all promise jobs have run that are ready, and what is outside has come back. */
  async settle(): Promise<void> {
    await settled();
    while (this.#outside.size > 0) {
      await Promise.allSettled([...this.#outside]);
      await settled();
    }
  }
}

/**
 * Lets all promise jobs run that are ready. A tick that a promise job asks for comes when no job is left, and, unlike
 * `setImmediate`, without a turn of the event loop, which costs more than the step itself.
 */
const settled = (): Promise<void> =>
  new Promise((resolve) => void Promise.resolve().then(() => process.nextTick(resolve)));
