import type { Uuid } from '../../../lib/ids.ts';
import { hmac } from '../../hash.ts';
import { erasedPlaces, type ErasedPlaces } from './erased-places.ts';
import type { Moves } from '../apply/moves.ts';
import type { Entry } from '../read-entries.ts';
import type { SyncTx } from '../storage.ts';
import type { Workspace } from '../workspace.ts';

/** An entry about an erased record: only a keyed hash of it is stored. */
export type LateEntry = Entry & { readonly hmac: string };

/** The sender of the entries, with their rights. */
export interface LateSender {
  readonly account: Uuid;
  readonly mayWrite: (village: Uuid) => boolean;
  /** Unix ms. */
  readonly now: number;
}

export interface Parted {
  readonly late: readonly LateEntry[];
  readonly others: readonly Entry[];
  /** The erased places of all ids that the entries name. */
  readonly erased: ErasedPlaces;
}

/**
 * Separates entries about erased records from the others. A person who is added to an erased household is erased with
 * it, and so are later entries about them.
 *
 * A new id is marked as erased only when the sender may write in the village and nobody has written on that id before:
 * no existing record becomes erased here (decision 120). Entries of a sender who may no longer write there are not kept
 * either, but mark no id.
 */
export async function partLate(
  tx: SyncTx,
  entries: readonly Entry[],
  works: ReadonlyMap<Uuid, Workspace>,
  moves: Moves,
  sender: LateSender,
): Promise<Parted> {
  const erased = await erasedPlaces(
    tx,
    entries.flatMap(({ record, mentions }) => [...(record ? [record] : []), ...mentions]),
    moves,
  );
  const ownWords = await builtOnErased(tx, entries, works, sender);
  if (erased.isEmpty && ownWords.size === 0) return { late: [], others: entries, erased };
  const written = await writtenBefore(
    tx,
    entries.filter((entry) => namesErased(entry, erased)),
    works,
    sender,
  );
  const key = await tx.secret();
  const late: LateEntry[] = [];
  const others: Entry[] = [];
  for (const entry of entries) {
    const { village, record } = entry;
    const isNew = record === undefined || !written.has(record);
    const isGone =
      isOf(entry, erased) || (record !== undefined && ownWords.has(record)) || (isNew && namesErased(entry, erased));
    if (village === undefined || entry.said !== undefined || !isGone) {
      others.push(entry);
      if (record !== undefined) written.add(record);
      continue;
    }
    late.push({ ...entry, operation: undefined, raw: '', hmac: hmac(key, entry.raw) });
    if (
      record === undefined ||
      !isNew ||
      !sender.mayWrite(village) ||
      !namesErased(entry, erased) ||
      erased.has(village, record)
    )
      continue;
    erased.add(village, record);
    await tx.rememberErased(village, [record], sender.now);
    // Earlier operations on the record that were waiting.
    for (const op of await tx.opsAbout([{ village, id: record }]))
      if (op.record === record)
        await tx.eraseOp(op.opId, hmac(key, op.body), works.get(village)?.version ?? op.version);
  }
  return { late, others, erased };
}

const isOf = ({ village, record }: Entry, erased: ErasedPlaces): boolean =>
  village !== undefined && record !== undefined && erased.has(village, record);

const namesErased = ({ village, mentions }: Entry, erased: ErasedPlaces): boolean =>
  village !== undefined && mentions.some((id) => erased.has(village, id));

/** Those of the entries' records that exist, or on which there are operations already. */
async function writtenBefore(
  tx: SyncTx,
  entries: readonly Entry[],
  works: ReadonlyMap<Uuid, Workspace>,
  { account }: LateSender,
): Promise<Set<Uuid>> {
  const records = [...new Set(entries.flatMap(({ record }) => record ?? []))];
  if (records.length === 0) return new Set();
  for (const work of works.values()) await work.load(records);
  const there = records.filter((id) =>
    [...works.values()].some((work) => work.get(id) !== undefined && work.get(id)?.kind !== 'erased'),
  );
  return new Set([...there, ...(await tx.writtenAmong(records, account))]);
}

/** Records that do not exist, and whose entries are based on an operation of the sender that was erased. */
async function builtOnErased(
  tx: SyncTx,
  entries: readonly Entry[],
  works: ReadonlyMap<Uuid, Workspace>,
  { account }: LateSender,
): Promise<Set<Uuid>> {
  const builds = entries.filter(
    ({ operation }) => operation && Object.values(operation.base).some((base) => typeof base === 'string'),
  );
  const records = [...new Set(builds.flatMap(({ record }) => record ?? []))];
  if (records.length === 0) return new Set();
  for (const work of works.values()) await work.load(records);
  const absent = records.filter(
    (id) => ![...works.values()].some((work) => work.get(id) !== undefined && work.get(id)?.kind !== 'erased'),
  );
  return new Set(absent.length === 0 ? [] : await tx.erasedOf(account, absent));
}
