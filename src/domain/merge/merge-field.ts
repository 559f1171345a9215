import { sameJson, type Json } from '../record/json.ts';

/** A field as the server holds it: its value and who wrote it last. `time` is corrected time, Unix ms. */
export interface FieldState {
  readonly value: Json;
  readonly version: number;
  readonly device: string;
  readonly op: string;
  readonly time: number;
  /** The record it was written on, where that was merged into this one. */
  readonly from?: string;
  /** Of a merge: the version of the merged record that was on the screen of whoever merged it; absent on old rows. */
  readonly shown?: number;
}

export interface IncomingValue {
  readonly value: Json;
  /** The version it was set on top of, or `unseen`: certainly set without knowing the current value. */
  readonly base: number | 'unseen';
  readonly device: string;
  readonly time: number;
  /** See FieldState. */
  readonly from?: string | undefined;
  /** The last version that a restored backup brought; absent while no backup was restored. */
  readonly restoredUpTo?: number | undefined;
}

/** `wins` and `loses` are conflicts: both values are kept, the record's version moves either way. */
export type MergeResult = 'apply' | 'noop' | 'wins' | 'loses';

/**
 * The merge rule for one field. Conflicts are found by base version, never by clocks; clocks only pick which of two
 * conflicting values shows until a person decides.
 *
 * | current value                                       | result                       |
 * |-----------------------------------------------------|------------------------------|
 * | none, or not newer than the base                    | apply (noop if the same)     |
 * | newer, last written by this same device *           | apply (noop if the same)     |
 * | newer, by another device, same value                | noop                         |
 * | newer, by another device, other value               | the later corrected time wins, then the greater device id |
 *
 * (*) on this very record: a value that a device wrote on a duplicate, merged since, was written without seeing this
 * one. And since the last restore: a backup may hold what a copy of this phone wrote under the same device.
 */
export function mergeField(current: FieldState | undefined, incoming: IncomingValue): MergeResult {
  if (!current) return 'apply';
  if (sameJson(current.value, incoming.value)) return 'noop';
  const seen = incoming.base !== 'unseen' && current.version <= incoming.base;
  if (seen || isBySameHand(current, incoming)) return 'apply';
  const later = incoming.time - current.time || (incoming.device > current.device ? 1 : -1);
  return later > 0 ? 'wins' : 'loses';
}

/** True when the phone that wrote the value is certainly the one that writes now, and not a copy of it. */
export const isBySameHand = (
  current: Pick<IncomingValue, 'device' | 'from'> & Pick<FieldState, 'version'>,
  incoming: Pick<IncomingValue, 'device' | 'from' | 'restoredUpTo'>,
): boolean =>
  current.device === incoming.device &&
  current.from === incoming.from &&
  current.version > (incoming.restoredUpTo ?? 0);

/**
 * Corrected time of an operation: the phone's clock plus the offset stored in it, never after it was received,
 * never before the same device's previous one.
 */
export const correctedTime = (
  wallTime: number,
  clockOffset: number,
  receivedAt: number,
  deviceLastTime: number,
): number => Math.max(Math.min(wallTime + clockOffset, receivedAt), deviceLastTime);
