import type { Uuid } from '../../lib/ids.ts';
import { indicators } from '../../domain/indicator/current.ts';
import { changeRollup, rollupOf } from '../../domain/indicator/rollup.ts';
import { changeBetween, timelineOf } from '../../domain/indicator/timeline.ts';
import type { RecordKind } from '../../domain/record/record.ts';
import type { CountedRecord } from '../../domain/people/village.ts';
import type { SyncTx, StoredRecord } from '../sync/storage.ts';
import { fieldsOf } from '../sync/kysely/rows.ts';
import { countedAlone, countedKinds, householdOf } from './counted-kinds.ts';

const isCounted = ({ kind }: { readonly kind: RecordKind }): boolean => countedKinds.includes(kind);

/**
 * Applies a transaction's changes in a village to its rollup, before the records are saved. The caller holds the
 * village's lock. Only the households concerned are counted: their earlier contribution is subtracted and their new one
 * added, each on the day from which it holds.
 *
 * @param changed the records as they will be saved
 * @param stored the stored versions of those that exist already
 */
export async function updateRollup(
  tx: SyncTx,
  village: Uuid,
  changed: readonly StoredRecord[],
  stored: readonly StoredRecord[],
): Promise<void> {
  // An erased record no longer says which kind it was, so every one counts as concerned.
  const concerned = changed.filter((record) => isCounted(record) || record.kind === 'erased');
  if (concerned.length === 0) return;
  const storedCounted = stored.filter(isCounted);
  const households = householdsIn([...storedCounted, ...concerned]);
  const isAlone = ({ kind }: StoredRecord): boolean => countedAlone.includes(kind);
  if (households.length === 0 && ![...storedCounted, ...concerned].some(isAlone)) return;
  const before = uniqueById([...storedCounted, ...(await tx.households(village, households))].map(toCounted));
  const after = uniqueById([...before, ...concerned.map(toCounted)]);
  const change = changeBetween(timelineOf(before, indicators), timelineOf(after, indicators));
  const first = [...change.keys()].sort()[0];
  if (first === undefined) return;
  const rows = await tx.rollupSince(village, first);
  if (rows) await tx.changeRollup(village, changeRollup(rows, change, indicators));
  else await replaceRollup(tx, village, concerned);
}

/**
 * Counts the whole village again. The caller holds its lock.
 * @param unsaved records that replace or join the stored ones
 */
export async function replaceRollup(tx: SyncTx, village: Uuid, unsaved: readonly StoredRecord[] = []): Promise<void> {
  const records = uniqueById([...(await tx.countedRecords(village)), ...unsaved]).map(toCounted);
  await tx.replaceRollup(village, rollupOf(timelineOf(records, indicators), indicators));
}

/** The households that these records are or belong to, each once. */
export function householdsIn(records: readonly StoredRecord[]): Uuid[] {
  return [...new Set(records.flatMap((record) => householdOf(record) ?? []))];
}

/** Of several with one id the last one stays. */
const uniqueById = <T extends { readonly id: Uuid }>(records: readonly T[]): T[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];

/** A stored record as the indicators count it: without versions and devices. */
export const toCounted = (record: StoredRecord): CountedRecord => ({
  id: record.id,
  kind: record.kind,
  fields: fieldsOf(record),
});
