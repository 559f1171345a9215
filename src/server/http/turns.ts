/** The answer when too many wait already. */
export const TOO_MANY = Symbol('too many wait');

export interface TurnLimits {
  /** How many run at once. */
  readonly atOnce: number;
  /** How many may wait; one more is refused at once. */
  readonly waiting: number;
}

/**
 * Lets work of one kind run a few at a time, the others in the order they came. Each kind has its own, so that pages of
 * first syncs leave connections of the database to pushes; and a request is refused before it would wait longer than
 * its phone does.
 */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** @returns what `work` returns, or TOO_MANY without running it */
  async take<T>(work: () => Promise<T>): Promise<T | typeof TOO_MANY> {
    if (this.#running >= this.#limits.atOnce) {
      if (this.#waiting.length >= this.#limits.waiting) return TOO_MANY;
      // Whoever ends gives its place to this one.
      await new Promise<void>((go) => this.#waiting.push(go));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
