import * as v from 'valibot';
import { isUuid, type Uuid } from '../../lib/ids.ts';
import { misfitIn } from '../../domain/fields.ts';
import { isServerKind } from '../../domain/record.ts';
import { operation, type Operation } from '../../protocol/operation.ts';
import { upcast } from './upcast.ts';

/** One entry of a push: readable as an operation or not, it has a place, an identity and its raw text. */
export interface Entry {
  readonly seq: number;
  readonly opId: Uuid;
  readonly group: Uuid;
  /** Undefined when it cannot be understood: it is stored as it came and waits for the team lead. */
  readonly operation: Operation | undefined;
  /** What it is about, also where nothing else of it can be understood: the lead of that village judges it. */
  readonly village: Uuid | undefined;
  readonly record: Uuid | undefined;
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
  const read = readOperation(entry);
  // The phone that sent it as a string had tried everything else: what it says of itself still counts,
  // or sent plainly once more it would not meet its stored outcome.
  const said = typeof entry === 'string' ? parsed(entry) : entry;
  const opId = idIn(said, 'opId') ?? nameOf(`${device} ${seq}`);
  return {
    seq,
    opId,
    group: idIn(said, 'group') ?? opId,
    operation: read.ok && read.operation.seq === seq ? read.operation : undefined,
    village: idIn(said, 'village'),
    record: idIn(said, 'record'),
    raw: JSON.stringify(entry) ?? 'null',
  };
}

export type ReadOperation =
  | { readonly ok: true; readonly operation: Operation }
  | { readonly ok: false; readonly why: 'unreadable' }
  | { readonly ok: false; readonly why: 'misfit'; readonly field: string; readonly operation: Operation };

/** What an entry, or an operation stored as it came, says; and whether every field of it is of its kind. */
export function readOperation(entry: unknown): ReadOperation {
  const found = v.safeParse(operation, entry);
  if (!found.success || isServerKind(found.output.kind)) return { ok: false, why: 'unreadable' };
  const current = upcast(found.output);
  const field = misfitIn(current.kind, current.set);
  return field === undefined ? { ok: true, operation: current } : { ok: false, why: 'misfit', field, operation: current };
}

export const readStored = (body: string): ReadOperation => readOperation(parsed(body));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function idIn(entry: unknown, key: 'opId' | 'group' | 'village' | 'record'): Uuid | undefined {
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
