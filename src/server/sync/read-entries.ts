import * as v from 'valibot';
import { isUuid, type Uuid } from '../../lib/ids.ts';
import { misfitIn } from '../../domain/merge/fields.ts';
import { isServerKind } from '../../domain/record/record.ts';
import { limits } from '../../protocol/limits.ts';
import { operation, type Operation } from '../../protocol/operation.ts';
import { idsInText, mentionsIn } from './erasure/mentions.ts';
import { upcast } from './upcast.ts';

/** One entry of a push. Whether readable as an operation or not, it has a seq, an opId and its raw text. */
export interface Entry {
  readonly seq: number;
  readonly opId: Uuid;
  readonly group: Uuid;
  /** Undefined when the entry is not a valid operation: it is stored as it came and quarantined. */
  readonly operation: Operation | undefined;
  /** The entry's village and record, where at least these can be read: the lead of that village judges it. */
  readonly village: Uuid | undefined;
  /** The village that it names, when it is stored under another because its sender never had a right there. */
  readonly said?: Uuid | undefined;
  readonly record: Uuid | undefined;
  /** The records that it names besides its own; of an unreadable entry, every id in its text. */
  readonly mentions: readonly Uuid[];
  readonly raw: string;
}

/** An operation that was read, whether all of its fields fit or not. */
const operationOf = (read: ReadOperation): Operation | undefined => ('operation' in read ? read.operation : undefined);

/**
 * Parses each entry by itself, so that a bad one delays no other.
 * @param uuidFromText derives the opId of an entry without a readable one, so that the same entry sent again finds its
 * stored outcome
 */
export function readEntries(
  entries: readonly unknown[],
  firstSeq: number,
  device: Uuid,
  uuidFromText: (text: string) => Uuid,
): Entry[] {
  return entries.map((entry, index) => readEntry(entry, firstSeq + index, device, uuidFromText));
}

function readEntry(entry: unknown, seq: number, device: Uuid, uuidFromText: (text: string) => Uuid): Entry {
  const read = readOperation(entry);
  // A phone sends an entry as a string when nothing else worked. Its opId is read from the string, so that the same
  // entry sent as an object finds its stored outcome.
  const said = typeof entry === 'string' ? parsed(entry) : entry;
  const opId = idIn(said, 'opId') ?? uuidFromText(`${device} ${seq}`);
  const group = idIn(said, 'group') ?? opId;
  const village = idIn(said, 'village');
  const record = idIn(said, 'record');
  const raw = JSON.stringify(entry) ?? 'null';
  const written = operationOf(read);
  const about = written
    ? mentionsIn(written)
    : idsInText(raw).filter((id) => id !== opId && id !== group && id !== village && id !== record);
  return {
    seq,
    opId,
    group,
    operation:
      read.ok && read.operation.seq === seq && raw.length <= limits.operationBytes.value ? read.operation : undefined,
    village,
    record,
    mentions: about,
    raw,
  };
}

export type ReadOperation =
  | { readonly ok: true; readonly operation: Operation }
  | { readonly ok: false; readonly why: 'unreadable' }
  | { readonly ok: false; readonly why: 'misfit'; readonly field: string; readonly operation: Operation };

/** Parses an entry, or an operation stored as it came, and checks that every field has a value of its kind. */
export function readOperation(entry: unknown): ReadOperation {
  const found = v.safeParse(operation, entry);
  if (!found.success || isServerKind(found.output.kind)) return { ok: false, why: 'unreadable' };
  const current = upcast(found.output);
  const field = misfitIn(current.kind, current.set);
  return field === undefined
    ? { ok: true, operation: current }
    : { ok: false, why: 'misfit', field, operation: current };
}

/** In a list of bad fields: the operation as a whole is too large. */
export const WHOLE = '$size';

export function readStored(body: string): ReadOperation {
  const read = readOperation(parsed(body));
  return read.ok && body.length > limits.operationBytes.value
    ? { ok: false, why: 'misfit', field: WHOLE, operation: read.operation }
    : read;
}

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

/** The entries that are operations. */
export const operationsOf = (entries: readonly Entry[]): Operation[] =>
  entries.flatMap((entry) => entry.operation ?? []);

/** Consecutive entries of one group, in order. Entries of two devices are two groups, even under the same group id. */
export function groupsOf<T extends { readonly group: Uuid; readonly device?: Uuid }>(entries: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last?.[0]?.group === entry.group && last[0].device === entry.device) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}
