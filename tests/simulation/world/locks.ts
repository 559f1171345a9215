import type { Locks } from '../../../src/sync/loop/locks.ts';
import type { Reach } from '../invariants/scenario-counts.ts';

interface Held {
  readonly tab: object;
  readonly lose: (reason: Error) => void;
}

/** The Web Locks of one phone: one name, as much of the API as the app uses. */
export class SimLocks {
  #held: Held | undefined;

  constructor(readonly reach: Reach) {}

  of(tab: object): Locks {
    return {
      request: async <T>(
        _name: string,
        { steal = false }: { readonly steal?: boolean },
        task: (lock: object | null) => Promise<T>,
      ): Promise<T> => {
        if (this.#held && !steal) return task(null);
        if (this.#held) this.reach('sync lock stolen');
        this.#held?.lose(new DOMException('stolen', 'AbortError'));
        return new Promise<T>((resolve, reject) => {
          const mine: Held = { tab, lose: reject };
          this.#held = mine;
          const release = (): void => {
            if (this.#held === mine) this.#held = undefined;
          };
          task({}).finally(release).then(resolve, reject);
        });
      },
    };
  }

  /** The browser gives back what a dead tab held. */
  tabDied(tab: object): void {
    if (this.#held?.tab === tab) this.#held = undefined;
  }
}
