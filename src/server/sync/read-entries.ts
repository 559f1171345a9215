import * as v from 'valibot';
import { isUuid, type Uuid } from '../../lib/ids.ts';
import { misfitIn } from '../../domain/fields.ts';
import { operation, type Operation } from '../../protocol/operation.ts';

/** One entry of a push: readable as an operation or not, it has a place, an identity and its raw text. */
export interface Entry {
  readonly seq: number;
  readonly opId: Uuid;
  readonly group: Uuid;
  /** Undefined when it cannot be understood: it is stored as it came and waits for the team lead. */
  readonly operation: Operation | undefined;
  readonly raw: string;
}

/**
 * Parses each entry by itself, so that a bad one delays no other.
 * @param nameOf a UUID made of text, for entries whose own opId cannot be read: the same entry sent again must
 * meet its stored outcome
 */
export function readEntries(entries: readonly unknown[], firstSeq: number, device: Uuid, nameOf: (text: string) => Uuid): Entry[] {
  return entries.map((entry, index) => readEntry(entry, firstSeq + index, device, nameOf));
}

function readEntry(entry: unknown, seq: number, device: Uuid, nameOf: (text: string) => Uuid): Entry {
  const raw = JSON.stringify(entry) ?? 'null';
  const parsed = v.safeParse(operation, entry);
  const found = parsed.success ? parsed.output : undefined;
  const sound = found?.seq === seq && !misfitIn(found.kind, found.set) && found.kind !== 'conflict' ? found : undefined;
  const opId = idIn(entry, 'opId') ?? nameOf(`${device} ${seq}`);
  return { seq, opId, group: idIn(entry, 'group') ?? opId, operation: sound, raw };
}

function idIn(entry: unknown, key: 'opId' | 'group'): Uuid | undefined {
  if (typeof entry !== 'object' || entry === null || !(key in entry)) return undefined;
  const value: unknown = (entry as Record<string, unknown>)[key];
  return isUuid(value) ? value : undefined;
}

/** Consecutive entries of one group, in order. */
export function groupsOf<T extends { readonly group: Uuid }>(entries: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.[0]?.group === entry.group) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}
