import type { Uuid } from '../../../lib/ids.ts';

/** Answers that were fetched before they were asked for, by the id that each is about. */
export class Fetched<T> {
  readonly #byId = new Map<Uuid, T[]>();

  /**
   * @param ids what was asked; an id without an answer has none
   * @param about the id that an answer is about
   */
  constructor(ids: Iterable<Uuid>, answers: readonly T[], about: (answer: T) => Uuid | undefined) {
    for (const id of ids) this.#byId.set(id, []);
    for (const answer of answers) {
      const id = about(answer);
      if (id !== undefined) this.#byId.get(id)?.push(answer);
    }
  }

  /** The answers about these ids, each once; undefined when one of them was not asked. */
  of(ids: readonly Uuid[]): T[] | undefined {
    const answers: T[] = [];
    for (const id of new Set(ids)) {
      const found = this.#byId.get(id);
      if (!found) return undefined;
      answers.push(...found);
    }
    return answers;
  }
}
