type Mode = 'share' | 'exclusive';

interface Lock {
  readonly owners: Map<object, Mode>;
  readonly queue: { readonly owner: object; readonly mode: Mode; readonly go: () => void }[];
}

/** Row locks as in a database: held until the end of the transaction, granted in the order of the requests. */
export class RowLocks {
  readonly #locks = new Map<string, Lock>();

  take(owner: object, row: string, mode: Mode): Promise<void> {
    const lock: Lock = this.#locks.get(row) ?? { owners: new Map(), queue: [] };
    this.#locks.set(row, lock);
    const held = lock.owners.get(owner);
    if (held === 'exclusive' || held === mode) return Promise.resolve();
    return new Promise((go) => {
      lock.queue.push({ owner, mode, go });
      grant(lock);
    });
  }

  /** True when an owner waits for the row's lock. */
  isWanted(row: string): boolean {
    return (this.#locks.get(row)?.queue.length ?? 0) > 0;
  }

  releaseAll(owner: object): void {
    for (const [row, lock] of this.#locks) {
      if (!lock.owners.delete(owner)) continue;
      grant(lock);
      if (lock.owners.size === 0 && lock.queue.length === 0) this.#locks.delete(row);
    }
  }
}

function grant({ owners, queue }: Lock): void {
  for (let next = queue[0]; next; next = queue[0]) {
    const { owner, mode } = next;
    const others = [...owners].filter(([other]) => other !== owner);
    if (mode === 'exclusive' ? others.length > 0 : others.some(([, held]) => held === 'exclusive')) return;
    owners.set(owner, mode);
    queue.shift();
    next.go();
  }
}
