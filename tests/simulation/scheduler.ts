import type { seeded } from '../support/seeded.ts';

export type Chance = ReturnType<typeof seeded>;

/** Something that can be killed: from then on nothing of it runs any further, at whatever await it stood. */
export class Process {
  alive = true;
  constructor(readonly name: string) {}
}

interface Waiting {
  readonly process: Process;
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

  constructor(readonly chance: Chance) {}

  /** Resolves when the seed lets it; never, once the process is dead. */
  turn(process: Process): Promise<void> {
    return new Promise((resolve) => {
      if (process.alive) this.#waiting.push({ process, resume: resolve });
    });
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

  /** Lets one turn through. @returns false when nobody waits */
  async step(): Promise<boolean> {
    await settled();
    if (this.#failures.length > 0) throw this.#failures[0];
    const index = this.chance.below(this.#waiting.length);
    const next = this.#waiting[index];
    if (!next) return false;
    this.#waiting.splice(index, 1);
    this.steps += 1;
    next.resume();
    return true;
  }

  async untilIdle(most = 200_000): Promise<void> {
    while (await this.step()) {
      if (--most < 0) throw new Error('The simulation does not come to rest: something retries without end.');
    }
  }
}

/** Lets all promise jobs run that are ready. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
