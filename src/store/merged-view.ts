import { earlierOf } from '../domain/earlier.ts';
import { DELETED, isDeleted, type Fields } from '../domain/record.ts';
import { isOwnField, MERGED_INTO, mergedInto, pointers, standingFor, unite } from '../domain/redirect.ts';
import type { Uuid } from '../lib/ids.ts';
import type { PhoneRecord } from './phone-store.ts';
import type { OwnOp } from './overlay.ts';

/** Could a merge change what is shown of it? Asked before a single record is read, so that most need no village. */
export function speaksOfMerging(record: PhoneRecord | undefined, overlays: ReadonlyMap<Uuid, readonly OwnOp[]>): boolean {
  if (record && mergedInto(record) !== undefined) return true;
  return [...overlays.values()].some((ops) => ops.some(({ body }) => MERGED_INTO in body.set));
}

/**
 * A village's records as merges let them be seen: what was merged away is shown in the one that stays, which everything
 * that pointed at it points at now. The server does the same to its rows (server/sync/merge-records.ts); here it is done
 * for as long as a merge of this phone's own is on its way, and for what this phone says of a record that went.
 */
export function mergedView(records: ReadonlyMap<Uuid, PhoneRecord>): ReadonlyMap<Uuid, PhoneRecord> {
  const targets = new Map<Uuid, Uuid>();
  for (const record of records.values()) {
    const target = mergedInto(record);
    if (target !== undefined && records.has(target)) targets.set(record.id, target);
  }
  if (targets.size === 0) return records;
  const standing = (id: Uuid): Uuid => standingFor(id, (one) => targets.get(one));
  const view = new Map<Uuid, PhoneRecord>();
  const gone: PhoneRecord[] = [];
  for (const record of records.values()) {
    if (standing(record.id) === record.id) view.set(record.id, pointed(record, standing));
    else gone.push(record);
  }
  for (const record of [...gone].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const id = standing(record.id);
    const stays = view.get(id);
    if (stays) view.set(id, united(stays, record));
  }
  return view;
}

function pointed(record: PhoneRecord, standing: (id: Uuid) => Uuid): PhoneRecord {
  const moved = pointers.flatMap((field): [string, Uuid][] => {
    const value = record.fields[field];
    return typeof value === 'string' && standing(value) !== value ? [[field, standing(value)]] : [];
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
    // The server has united the rows already; what this phone says of the one that went lies over that.
    const shows = isConfirmed ? typeof own === 'string' : unite(fields[field], value) === 'take';
    if (!shows) continue;
    fields[field] = value;
    bases[field] = typeof own === 'string' ? own : (merge ?? 0);
    const beside = earlierOf(field);
    const past = beside === undefined ? undefined : gone.fields[beside];
    if (beside !== undefined && past !== undefined && !isConfirmed && fields[beside] === undefined) fields[beside] = past;
  }
  // Taking a home off the list and finding its twin there cross each other: it is needed.
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
