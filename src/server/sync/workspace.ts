import type { Uuid } from '../../lib/ids.ts';
import { updateRollup } from '../rollup/update-rollup.ts';
import type { SyncTx, StoredRecord, VillageTurn } from './storage.ts';

/**
 * The records of one village that one push has read or will write. Groups are applied in memory and written together at
 * the end; a group that fails is undone by dropping its layer.
 */
export class Workspace {
  readonly #loaded = new Map<Uuid, StoredRecord | undefined>();
  readonly #changed = new Map<Uuid, StoredRecord>();
  /** Changed records as stored, where they were read; valid because the village is locked. */
  readonly #before = new Map<Uuid, StoredRecord | undefined>();
  readonly #tx: SyncTx;
  readonly village: Uuid;
  /** The version of everything that this push changes in this village. */
  readonly version: number;

  readonly #lost: VillageTurn['lost'];

  constructor(tx: SyncTx, village: Uuid, { version, lost }: VillageTurn) {
    this.#tx = tx;
    this.village = village;
    this.version = version;
    this.#lost = lost;
  }

  /** True for a version of a lost timeline, which the restored backup does not contain. */
  isLost(version: number): boolean {
    return this.#lost.some(({ after, until }) => version > after && version <= until);
  }

  /** The last version that a restored backup brought; 0 while no backup was restored. */
  get restoredUpTo(): number {
    return Math.max(0, ...this.#lost.map(({ until }) => until));
  }

  /** Also loads all records that point at these. */
  async loadAbout(ids: readonly Uuid[]): Promise<void> {
    await this.load([...ids, ...(await this.#tx.recordsAbout(this.village, ids))]);
  }

  /** Loads the records that are not loaded yet, with one query. */
  async load(ids: Iterable<Uuid>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#loaded.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#loaded.set(id, undefined);
    for (const record of await this.#tx.records(this.village, missing)) this.#loaded.set(record.id, record);
  }

  /** The record's current state; it must have been loaded. Undefined when there is none. */
  get(id: Uuid): StoredRecord | undefined {
    return this.#changed.get(id) ?? this.#loaded.get(id);
  }

  /** True when the id was loaded, whether such a record exists or not. */
  has(id: Uuid): boolean {
    return this.#loaded.has(id);
  }

  /** All loaded records in their current state. */
  all(): StoredRecord[] {
    return [...this.#loaded.values()].filter((record) => record !== undefined);
  }

  put(record: StoredRecord): void {
    if (!this.#changed.has(record.id) && this.#loaded.has(record.id))
      this.#before.set(record.id, this.#loaded.get(record.id));
    this.#changed.set(record.id, record);
    this.#loaded.set(record.id, record);
  }

  /** Saves the changed records, and updates the village's rollup. */
  async write(): Promise<void> {
    if (this.#changed.size === 0) return;
    const changed = [...this.#changed.values()];
    await updateRollup(this.#tx, this.village, changed, await this.#storedVersions());
    await this.#tx.saveRecords(changed);
    this.#changed.clear();
    this.#before.clear();
  }

  /** Stored versions of the changed records. */
  async #storedVersions(): Promise<StoredRecord[]> {
    const unread = [...this.#changed.keys()].filter((id) => !this.#before.has(id));
    const read = unread.length > 0 ? await this.#tx.records(this.village, unread) : [];
    return [...[...this.#before.values()].filter((record) => record !== undefined), ...read];
  }
}
