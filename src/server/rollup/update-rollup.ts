import type { Uuid } from '../../lib/ids.ts';
import { indicators } from '../../domain/indicator/current.ts';
import { changeRollup, rollupOf } from '../../domain/indicator/rollup.ts';
import { changeBetween, timelineOf } from '../../domain/indicator/timeline.ts';
import type { Fields, RecordKind } from '../../domain/record.ts';
import type { CountedRecord } from '../../domain/village.ts';
import type { PushTx, StoredRecord } from '../sync/storage.ts';

const counted: readonly RecordKind[] = ['household', 'person', 'tally', 'residue'];
const isCounted = ({ kind }: { readonly kind: RecordKind }): boolean => counted.includes(kind);

/**
 * Carries what a transaction changes in a village over to its rollup, before the records are saved. The village is
 * locked, so nobody else changes either. Only the homes concerned are counted: what they added before goes, what they add now
 * comes, each on the day from which it holds.
 *
 * @param changed the records as they will be saved
 * @param standing those of them that are there already, as they are
 */
export async function updateRollup(tx: PushTx, village: Uuid, changed: readonly StoredRecord[], standing: readonly StoredRecord[]): Promise<void> {
  // An erased record says no more what it was.
  const concerned = changed.filter((record) => isCounted(record) || record.kind === 'erased');
  if (concerned.length === 0) return;
  const counting = standing.filter(isCounted);
  const homes = homesIn([...counting, ...concerned]);
  if (homes.length === 0 && !concerned.some(({ kind }) => kind === 'residue')) return;
  const before = uniqueById([...counting, ...(await tx.homes(village, homes))].map(toCounted));
  const after = uniqueById([...before, ...concerned.map(toCounted)]);
  const change = changeBetween(timelineOf(before, indicators), timelineOf(after, indicators));
  const first = [...change.keys()].sort()[0];
  if (first === undefined) return;
  const rows = await tx.rollupSince(village, first);
  if (rows) await tx.changeRollup(village, changeRollup(rows, change, indicators));
  else await replaceRollup(tx, village, concerned);
}

/** Counts the whole village again. The caller has locked it. */
export async function replaceRollup(tx: PushTx, village: Uuid, unsaved: readonly StoredRecord[] = []): Promise<void> {
  const records = uniqueById([...(await tx.countedRecords(village)), ...unsaved]).map(toCounted);
  await tx.replaceRollup(village, rollupOf(timelineOf(records, indicators), indicators));
}

/** The homes that these are or belong to. */
export function homesIn(records: readonly StoredRecord[]): Uuid[] {
  const homes = new Set<Uuid>();
  for (const { id, kind, states } of records) {
    const home = kind === 'household' ? id : kind === 'person' || kind === 'tally' ? states['household']?.value : undefined;
    if (typeof home === 'string') homes.add(home);
  }
  return [...homes];
}

/** The later of two with one id. */
const uniqueById = <T extends { readonly id: Uuid }>(records: readonly T[]): T[] => [...new Map(records.map((record) => [record.id, record])).values()];

export const toCounted = ({ id, kind, states }: StoredRecord): CountedRecord => {
  const fields: Fields = Object.fromEntries(Object.entries(states).map(([name, { value }]) => [name, value]));
  return { id, kind, fields };
};
