import { historyField } from '../../domain/merge/history-fields.ts';
import { DELETED, isDeleted, type Fields } from '../../domain/record/record.ts';
import { isOwnField, MERGED_INTO, mergedInto, pointers, canonicalIdOf, unite } from '../../domain/record/redirect.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { PhoneRecord } from '../phone-store.ts';
import type { OwnOp } from '../operations/overlay.ts';

/** Whether a merge may change what is shown of a record. If not, the record can be read without its village. */
export function mayInvolveMerge(
  record: PhoneRecord | undefined,
  overlays: ReadonlyMap<Uuid, readonly OwnOp[]>,
): boolean {
  if (record && mergedInto(record) !== undefined) return true;
  return [...overlays.values()].some((ops) => ops.some(({ body }) => MERGED_INTO in body.set));
}

/**
 * A village's records after merges: a record that was merged away is shown in the one that stays, and every pointer to
 * it points there. The server does the same to its rows (server/sync/apply/merge-records.ts); the phone does it while
 * its own merge is unsent, and for its own operations on a record that was merged away.
 */
export function mergedView(records: ReadonlyMap<Uuid, PhoneRecord>): ReadonlyMap<Uuid, PhoneRecord> {
  const targets = new Map<Uuid, Uuid>();
  for (const record of records.values()) {
    const target = mergedInto(record);
    if (target !== undefined && records.has(target)) targets.set(record.id, target);
  }
  if (targets.size === 0) return records;
  const canonicalId = (id: Uuid): Uuid => canonicalIdOf(id, (one) => targets.get(one));
  const view = new Map<Uuid, PhoneRecord>();
  const gone: PhoneRecord[] = [];
  for (const record of records.values()) {
    if (canonicalId(record.id) === record.id) view.set(record.id, pointed(record, canonicalId));
    else gone.push(record);
  }
  for (const record of [...gone].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const id = canonicalId(record.id);
    const stays = view.get(id);
    if (stays) view.set(id, united(stays, record));
  }
  return view;
}

function pointed(record: PhoneRecord, canonicalId: (id: Uuid) => Uuid): PhoneRecord {
  const moved = pointers.flatMap((field): [string, Uuid][] => {
    const value = record.fields[field];
    return typeof value === 'string' && canonicalId(value) !== value ? [[field, canonicalId(value)]] : [];
  });
  return moved.length === 0 ? record : { ...record, fields: { ...record.fields, ...Object.fromEntries(moved) } };
}

function united(stays: PhoneRecord, gone: PhoneRecord): PhoneRecord {
  const fields: Record<string, Fields[string]> = { ...stays.fields };
  const bases: Record<string, PhoneRecord['bases'][string]> = { ...stays.bases };
  const merge = gone.bases[MERGED_INTO];
  const isConfirmed = typeof merge === 'number';
  for (const [field, value] of Object.entries(gone.fields)) {
    if (isOwnField(gone.kind, field)) continue;
    const own = gone.bases[field];
    // Confirmed: the server has united the rows, so only this phone's own values of the merged record lie over them.
    const shows = isConfirmed ? typeof own === 'string' : unite(fields[field], value) === 'take';
    if (!shows) continue;
    fields[field] = value;
    bases[field] = typeof own === 'string' ? own : (merge ?? 0);
    const beside = historyField(field);
    const past = beside === undefined ? undefined : gone.fields[beside];
    if (beside !== undefined && past !== undefined && !isConfirmed && fields[beside] === undefined)
      fields[beside] = past;
  }
  // Merging into a household that was deleted meanwhile brings it back: the merged record has to be shown there.
  if (!isConfirmed && isDeleted(stays)) fields[DELETED] = false;
  const settles = [...(stays.settles ?? []), ...(gone.settles ?? [])];
  return {
    ...stays,
    fields,
    bases,
    onlyHere: stays.onlyHere || gone.onlyHere,
    ...(settles.length > 0 && { settles }),
    merged: [...(stays.merged ?? []), gone],
  };
}
