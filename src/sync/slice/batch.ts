import { pushLimits } from '../../protocol/push.ts';
import type { Outbox, OutboxEntry } from '../../store/phone-store.ts';
import type { SliceMemory } from './slice-memory.ts';

export interface Batch {
  readonly entries: readonly OutboxEntry[];
  /** Entries are sent as strings, because the server could not parse this group otherwise. */
  readonly opaque: boolean;
}

/**
 * The entries of the next push, or undefined when the outbox is empty. After a push that the server could not parse:
 * the first half of the suspect groups. The bisection never splits a group, because the server applies groups whole.
 */
export async function nextBatch(outbox: Pick<Outbox, 'pending'>, memory: SliceMemory): Promise<Batch | undefined> {
  const bounds = { operations: memory.operations, bytes: pushLimits.bytes };
  const entries = withoutGap(await outbox.pending(bounds));
  if (entries.length === 0) {
    forgetSuspects(memory);
    return undefined;
  }
  const until = memory.suspectUntil;
  const suspects = until === undefined ? [] : entries.filter((entry) => entry.seq <= until);
  if (suspects.length === 0) {
    forgetSuspects(memory);
    return { entries, opaque: false };
  }
  const groups = groupsOf(suspects);
  const half = groups.slice(0, Math.ceil(groups.length / 2)).flat();
  return { entries: half, opaque: groups.length === 1 && half[0]!.group === memory.opaqueGroup };
}

/**
 * Continues the bisection after the server could not parse `batch`.
 * @returns false when nothing is left to try: the server refused even the opaque strings
 */
export function narrow(memory: SliceMemory, batch: Batch): boolean {
  if (batch.opaque) return false;
  memory.suspectUntil = batch.entries.at(-1)!.seq;
  if (groupsOf(batch.entries).length === 1) memory.opaqueGroup = batch.entries[0]!.group;
  return true;
}

export function forgetSuspects(memory: SliceMemory): void {
  memory.suspectUntil = undefined;
  memory.opaqueGroup = undefined;
}

/** What goes on the wire for an entry. */
export function wireEntry(entry: OutboxEntry, opaque: boolean): unknown {
  if (!entry.operation) return entry.sealed;
  return opaque ? JSON.stringify(entry.operation) : entry.operation;
}

/** A push numbers its entries by position, so it ends before a gap; the server's `expect` then reports the gap. */
function withoutGap(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const end = entries.findIndex((entry, i) => entry.seq !== entries[0]!.seq + i);
  return end === -1 ? entries : entries.slice(0, end);
}

/** Neighbours of the same group together, in order. */
function groupsOf(entries: readonly OutboxEntry[]): OutboxEntry[][] {
  const groups: OutboxEntry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.[0]?.group === entry.group) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}
