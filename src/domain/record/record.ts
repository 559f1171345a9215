import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { isUuid } from '../../lib/ids.ts';
import { jsonValue, type Json } from './json.ts';

/**
 * The kinds of record in a village; all of them sync the same way. `residue`: the counts of erased
 * people · `erased`: the marker of an erased record.
 */
export const recordKinds = [
  'household',
  'person',
  'tally',
  'visit',
  'session',
  'proposal',
  'remark',
  'aid',
  'consent',
  'conflict',
  'residue',
  'erased',
] as const;
export type RecordKind = (typeof recordKinds)[number];
export const recordKind = v.picklist(recordKinds);

/** Kinds that only the server writes. */
const serverKinds: readonly RecordKind[] = ['conflict', 'residue', 'erased'];
export const isServerKind = (kind: RecordKind): boolean => serverKinds.includes(kind);

export const uuid = v.custom<Uuid>(isUuid, 'not a UUID');

/** Field names: letters, digits, `.`, `:`, `_`, `-`; `$deleted` is the one name of the protocol's own. */
export const fieldName = v.pipe(v.string(), v.regex(/^(\$deleted|[A-Za-z][A-Za-z0-9.:_-]{0,63})$/));
export const fields = v.record(fieldName, jsonValue);
export type Fields = { readonly [name: string]: Json };

/**
 * Deleting is a field like any other, so that a deletion and an edit that did not know of each other conflict by
 * the same rule (docs/architecture.md, "Merge").
 */
export const DELETED = '$deleted';

/**
 * A record as the server confirmed it.
 * `version` counts within the village; `fieldVersions[f]` is the version at which field `f` last changed.
 */
export interface VillageRecord {
  readonly id: Uuid;
  readonly village: Uuid;
  readonly kind: RecordKind;
  readonly version: number;
  readonly fields: Fields;
  readonly fieldVersions: { readonly [name: string]: number };
}

/** The fields that an edit sets in effect: editing a deleted record undeletes it, on phone and server alike. */
export const effectOf = (deleted: boolean, set: Fields): Fields =>
  deleted && !(DELETED in set) && Object.keys(set).length > 0 ? { ...set, [DELETED]: false } : set;

export const isDeleted = (record: { readonly fields: Fields }): boolean => record.fields[DELETED] === true;

/**
 * A row without content: the record was erased, moved to another village, or is a closed conflict. Such a row is
 * collected on server and phone alike once every phone has had the time to pull it (decision 57).
 */
export const isTombstone = (record: { readonly kind: RecordKind; readonly fields: Fields }): boolean =>
  record.kind === 'erased' ||
  (isDeleted(record) && (record.kind === 'conflict' || Object.keys(record.fields).length === 1));

/** True for the marker of an erased record. */
export const isErased = (record: { readonly kind: RecordKind }): boolean => record.kind === 'erased';
