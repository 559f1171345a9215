import { createIds, type Uuid } from '../../src/lib/ids.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { SyncContext, SyncDeps } from '../../src/server/sync/deps.ts';
import { copyState, emptyMemoryState, MemoryStorage, type MemoryState } from '../../src/server/sync/memory-storage.ts';
import { nameOf, sha256 } from '../../src/server/hash.ts';
import { Process, type Chance, type Scheduler } from './scheduler.ts';

/** What a server process answers when it died before it could. */
export const DIED = Symbol('the server died');

/** The real push and pull code over memory; its process can be killed between any two statements. */
export class SimServer {
  #process = new Process('server');
  #storage: MemoryStorage;
  #died: (() => void)[] = [];
  readonly #edits = new Set<{ readonly change: (state: MemoryState) => void }>();
  readonly #backups: MemoryState[] = [];
  readonly newId: () => Uuid;

  constructor(
    readonly scheduler: Scheduler,
    readonly clock: Clock,
    chance: Chance,
  ) {
    this.#storage = this.#open(emptyMemoryState());
    this.newId = createIds(clock, chance);
  }

  /** What is durably stored. */
  get disk(): MemoryState {
    return this.#storage.state;
  }

  /** Runs a handler in the server's process; answers DIED when that is killed first. */
  run<T>(handler: (deps: SyncDeps) => Promise<T>): Promise<T | typeof DIED> {
    const process = this.#process;
    const deps: SyncDeps = { storage: this.#storage, clock: this.clock, sha256, nameOf, isRetryable: () => true };
    return new Promise((resolve, reject) => {
      this.#died.push(() => resolve(DIED));
      if (!process.alive) resolve(DIED);
      else handler(deps).then(resolve, reject);
    });
  }

  /** What an administrator does: done before the next push begins, whatever happens to the process meanwhile. */
  edit(change: (state: MemoryState) => void): void {
    const edit = { change };
    this.#edits.add(edit);
    void this.#storage.edit((state) => {
      if (this.#edits.delete(edit)) change(state);
    });
  }

  /** Cuts the process off wherever it stands and starts a new one on what was committed. */
  killAndRestart(): void {
    this.scheduler.kill(this.#process);
    this.#process = new Process('server');
    this.#storage = this.#open(this.#storage.state);
    for (const { change } of this.#edits) change(this.#storage.state);
    this.#edits.clear();
    for (const died of this.#died.splice(0)) died();
  }

  backUp(): void {
    this.#backups.push(copyState(this.disk));
  }

  /** Puts an older backup in place, as `npm run restore` does: epoch up, all village counters far ahead. */
  restoreBackup(): boolean {
    const backup = this.#backups.shift();
    if (!backup) return false;
    const epoch = this.disk.epoch + 1;
    // Ahead of every timeline since the backup, also of those that began with a restore themselves.
    const ahead = 2 ** 40 * (epoch - backup.epoch);
    const villages = new Map([...backup.villages].map(([id, version]) => [id, version + ahead]));
    const lost = new Map([...backup.villages].map(([id, after]) => [id, [...(backup.lost.get(id) ?? []), { after, until: after + ahead }]]));
    // Phones enrolled since then are known again, with nothing of their work: their people were invited once more.
    const missing = [...this.disk.devices].filter(([id]) => !backup.devices.has(id));
    const devices = new Map([...backup.devices, ...missing.map(([id, device]) => [id, { ...device, lastSeq: 0 }] as const)]);
    const restored = { ...copyState(backup), epoch, villages, lost, devices };
    this.killAndRestart();
    this.#storage = this.#open(restored);
    return true;
  }

  knows({ device }: SyncContext): boolean {
    return this.disk.devices.has(device);
  }

  #open(state: MemoryState): MemoryStorage {
    const process = this.#process;
    return new MemoryStorage(state, () => this.scheduler.turn(process));
  }
}
