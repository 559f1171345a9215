import type { Uuid } from '../../lib/ids.ts';
import { updateRollup } from '../rollup/update-rollup.ts';
import type { PushTx, StoredRecord, VillageTurn } from './storage.ts';

/**
 * What one push has read and means to write in one village. Groups are applied here in memory and written together
 * at the end; a group that fails is undone by dropping its layer.
 */
export class Workspace {
  readonly #loaded = new Map<Uuid, StoredRecord | undefined>();
  readonly #changed = new Map<Uuid, StoredRecord>();
  /** What changed records were before, where that was read: the village is locked, so it still stands there. */
  readonly #before = new Map<Uuid, StoredRecord | undefined>();
  readonly #tx: PushTx;
  readonly village: Uuid;
  /** The version of everything that this push changes in this village. */
  readonly version: number;

  readonly #lost: VillageTurn['lost'];

  constructor(tx: PushTx, village: Uuid, { version, lost }: VillageTurn) {
    this.#tx = tx;
    this.village = village;
    this.version = version;
    this.#lost = lost;
  }

  /** True for a version that a restored backup never had: what somebody saw there is not what stands here. */
  isLost(version: number): boolean {
    return this.#lost.some(({ after, until }) => version > after && version <= until);
  }

  /** Reads everything that points at these, too. */
  async loadAbout(ids: readonly Uuid[]): Promise<void> {
    await this.load([...ids, ...(await this.#tx.recordsAbout(this.village, ids))]);
  }

  /** Reads what is not read yet; one query however many records. */
  async load(ids: Iterable<Uuid>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#loaded.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#loaded.set(id, undefined);
    for (const record of await this.#tx.records(this.village, missing)) this.#loaded.set(record.id, record);
  }

  /** The record as it stands now; must have been loaded. */
  get(id: Uuid): StoredRecord | undefined {
    return this.#changed.get(id) ?? this.#loaded.get(id);
  }

  /** It was asked for, whether there is such a record or not. */
  has(id: Uuid): boolean {
    return this.#loaded.has(id);
  }

  /** What has been read so far, as it stands now. */
  all(): StoredRecord[] {
    return [...this.#loaded.values()].filter((record) => record !== undefined);
  }

  put(record: StoredRecord): void {
    if (!this.#changed.has(record.id) && this.#loaded.has(record.id)) this.#before.set(record.id, this.#loaded.get(record.id));
    this.#changed.set(record.id, record);
    this.#loaded.set(record.id, record);
  }

  /** The records, and the village's rollup with them. */
  async write(): Promise<void> {
    if (this.#changed.size === 0) return;
    const changed = [...this.#changed.values()];
    await updateRollup(this.#tx, this.village, changed, await this.#standing());
    await this.#tx.saveRecords(changed);
    this.#changed.clear();
    this.#before.clear();
  }

  /** What stands where the changed records will be. */
  async #standing(): Promise<StoredRecord[]> {
    const unread = [...this.#changed.keys()].filter((id) => !this.#before.has(id));
    const read = unread.length > 0 ? await this.#tx.records(this.village, unread) : [];
    return [...[...this.#before.values()].filter((record) => record !== undefined), ...read];
  }
}
