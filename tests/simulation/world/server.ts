import { createIds, type Uuid } from '../../../src/lib/ids.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import type { SyncDeps } from '../../../src/server/sync/deps.ts';
import {
  copyState,
  emptyMemoryState,
  MemoryStorage,
  type MemoryState,
} from '../../../src/server/sync/memory/memory-storage.ts';
import { uuidFromText, sha256 } from '../../../src/server/hash.ts';
import { Process, type Chance, type Scheduler } from './scheduler.ts';

/** What a server process answers when it died before it could. */
export const DIED = Symbol('the server died');

/** What an administrator does, and joining. */
export type Edit =
  | { readonly kind: 'village'; readonly id: Uuid }
  | { readonly kind: 'account'; readonly id: Uuid }
  | { readonly kind: 'device'; readonly id: Uuid; readonly account: Uuid }
  | {
      readonly kind: 'grant';
      readonly id: Uuid;
      readonly account: Uuid;
      readonly area: Uuid;
      readonly role: 'member' | 'lead';
    }
  | { readonly kind: 'withdraw'; readonly grant: Uuid; readonly account: Uuid }
  | { readonly kind: 'revoke' | 'unrevoke'; readonly device: Uuid };

/** The real push and pull code over some storage, as the world sees it. */
export interface SimServer {
  readonly newId: () => Uuid;
  readonly clock: Clock;
  /** What is durably stored; see `isLive`. */
  readonly disk: MemoryState;
  /** Goes up with every change of somebody's rights. */
  readonly rights: number;
  /** Statements before which a server process was killed in the middle of a request. */
  readonly killedBefore: Map<string, number>;
  /** `disk` is what is stored at this very moment, and not as of the last `refresh`. */
  readonly isLive: boolean;
  /** Brings `disk` up to date. */
  refresh(): Promise<void>;
  /** In the middle of a request: before these statements. */
  readonly standsBefore: readonly string[];
  /** Does a push hold the village while another one waits for it? */
  isContended(village: Uuid): boolean;
  /** Runs a handler in the server's process; answers DIED when that is killed first. */
  run<T>(handler: (deps: SyncDeps) => Promise<T>): Promise<T | typeof DIED>;
  /** Done at once or as soon as a lock allows, whatever happens to the process meanwhile. */
  edit(edit: Edit): void;
  /**
   * Cuts the process off wherever it stands and starts a new one on what was committed. @returns whether it was in the
   * middle of something
   */
  killAndRestart(): 'idle' | 'busy';
  backUp(): void;
  /** Puts the oldest backup taken since `after` in place. @returns false when there is none */
  restoreBackup(after: number): boolean;
}

/** Rows a page: few, so that a village takes several. */
export const simPageRows = 3;

/** Over memory: its process can be killed between any two statements. */
export class MemoryServer implements SimServer {
  rights = 0;
  readonly isLive = true;
  readonly killedBefore = new Map<string, number>();
  readonly newId: () => Uuid;
  #process = new Process('server');
  #storage: MemoryStorage;
  #pending = new Set<{ readonly edit: Edit }>();
  #running = new Set<() => void>();
  #backups: Backup[] = [];

  constructor(
    readonly scheduler: Scheduler,
    readonly clock: Clock,
    chance: Chance,
  ) {
    this.#storage = this.#open(emptyMemoryState());
    this.newId = createIds(clock, chance);
  }

  get disk(): MemoryState {
    return this.#storage.state;
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  get standsBefore(): readonly string[] {
    return this.scheduler.standsBefore(this.#process);
  }

  isContended(village: Uuid): boolean {
    return this.#storage.isContended(village);
  }

  run<T>(handler: (deps: SyncDeps) => Promise<T>): Promise<T | typeof DIED> {
    const deps: SyncDeps = {
      storage: this.#storage,
      clock: this.clock,
      sha256,
      uuidFromText,
      isRetryable: () => true,
      pageRows: simPageRows,
    };
    return new Promise((resolve, reject) => {
      const died = (): void => resolve(DIED);
      this.#running.add(died);
      handler(deps)
        .then(resolve, reject)
        .finally(() => this.#running.delete(died));
    });
  }

  edit(edit: Edit): void {
    const waiting = { edit };
    this.#pending.add(waiting);
    void this.#storage.edit(
      (state) => {
        if (!this.#pending.delete(waiting)) return;
        this.rights += 1;
        applyEdit(state, edit);
      },
      edit.kind === 'withdraw' ? edit.account : undefined,
    );
  }

  killAndRestart(): 'idle' | 'busy' {
    const statements = this.standsBefore;
    for (const statement of statements) this.killedBefore.set(statement, (this.killedBefore.get(statement) ?? 0) + 1);
    this.scheduler.kill(this.#process);
    this.#process = new Process('server');
    this.#storage = this.#open(copyState(this.#storage.state));
    for (const { edit } of this.#pending) applyEdit(this.#storage.state, edit);
    if (this.#pending.size > 0) this.rights += 1;
    this.#pending.clear();
    for (const died of this.#running) died();
    this.#running.clear();
    return statements.length > 0 ? 'busy' : 'idle';
  }

  backUp(): void {
    this.#backups.push({ at: this.clock.now(), state: copyState(this.disk) });
  }

  restoreBackup(after: number): boolean {
    this.#backups = this.#backups.filter(({ at }) => at >= after);
    const backup = this.#backups.shift();
    if (!backup) return false;
    const restored = restoredState(backup.state, this.disk);
    this.killAndRestart();
    this.#storage = this.#open(restored);
    this.rights += 1;
    return true;
  }

  #open(state: MemoryState): MemoryStorage {
    const process = this.#process;
    return new MemoryStorage(state, (statement) => this.scheduler.turn(process, statement));
  }
}

export interface Backup {
  readonly at: number;
  readonly state: MemoryState;
}

/** What stands after `npm run restore`: epoch up, all village counters far ahead. */
export function restoredState(backup: MemoryState, lost: MemoryState): MemoryState {
  const epoch = lost.epoch + 1;
  // Ahead of every timeline since the backup, also of those that began with a restore themselves.
  const ahead = 2 ** 40 * (epoch - backup.epoch);
  const villages = new Map([...backup.villages].map(([id, version]) => [id, version + ahead]));
  const timelines = new Map(
    [...backup.villages].map(([id, after]) => [id, [...(backup.lost.get(id) ?? []), { after, until: after + ahead }]]),
  );
  // Phones enrolled since then are known again, with nothing of their work: their people were invited once more.
  const missing = [...lost.devices].filter(([id]) => !backup.devices.has(id));
  const kept = [...backup.devices].map(([id, device]) => [id, { ...device, epochSeq: device.lastSeq }] as const);
  const devices = new Map([
    ...kept,
    ...missing.map(
      ([id, device]) => [id, { ...device, lastSeq: 0, epochSeq: 0, lastTime: 0, ledger: undefined }] as const,
    ),
  ]);
  return { ...copyState(backup), epoch, villages, lost: timelines, devices };
}

export function applyEdit(state: MemoryState, edit: Edit): void {
  switch (edit.kind) {
    case 'village':
      return void state.villages.set(edit.id, 0);
    case 'account':
      return;
    case 'device':
      return void state.devices.set(edit.id, {
        id: edit.id,
        account: edit.account,
        lastSeq: 0,
        epochSeq: 0,
        lastTime: 0,
        lastContact: 0,
        revoked: false,
        former: [],
        ledger: undefined,
      });
    case 'grant':
      return void state.grants.set(edit.id, { id: edit.id, account: edit.account, role: edit.role, area: edit.area });
    case 'withdraw':
      return void state.grants.set(edit.grant, { ...state.grants.get(edit.grant)!, revoked: true });
    case 'revoke':
    case 'unrevoke': {
      const device = state.devices.get(edit.device);
      if (device) state.devices.set(edit.device, { ...device, revoked: edit.kind === 'revoke' });
    }
  }
}
