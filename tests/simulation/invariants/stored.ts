import * as v from 'valibot';
import type { Uuid } from '../../../src/lib/ids.ts';
import { operation, type Operation } from '../../../src/protocol/operation.ts';
import { canonicalIdOf } from '../../../src/domain/record/redirect.ts';
import { targetOf } from '../../../src/server/sync/apply/redirect-operation.ts';
import type { StoredOp, StoredRecord } from '../../../src/server/sync/storage.ts';
import type { SimServer } from '../world/server.ts';

// How the invariants read what the server holds.

const parsed = new Map<string, Operation | undefined>();

/** The operation in a stored body, also when it came as an opaque string; undefined when it is none. */
export function operationIn(body: string): Operation | undefined {
  if (parsed.size > 20_000) parsed.clear();
  if (!parsed.has(body)) parsed.set(body, read(body));
  return parsed.get(body);
}

function read(body: string): Operation | undefined {
  if (body === '') return undefined; // erased
  const outer: unknown = JSON.parse(body);
  const inner = typeof outer === 'string' ? jsonIn(outer) : outer;
  const known = v.safeParse(operation, inner);
  if (known.success) return known.output;
  // A kind or a value that this server does not know is still somebody's work.
  return typeof inner === 'object' && inner !== null && 'opId' in inner && 'set' in inner
    ? (inner as Operation)
    : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // sealed text: no phone can read it any more
  }
}

export const operationsOn = (server: SimServer): Operation[] =>
  [...server.disk.ops.values()].flatMap((op) => operationIn(op.body) ?? []);

export const recordOn = (server: SimServer, village: Uuid, id: Uuid): StoredRecord | undefined =>
  server.disk.records.get(`${village} ${id}`);

/** The village where a record is that was written in `village`. */
export function villageOf(server: SimServer, village: Uuid, id: Uuid): Uuid {
  let at = village;
  for (
    let left = 10, next = server.disk.moved.get(`${at} ${id}`);
    next && left > 0;
    left--, next = server.disk.moved.get(`${at} ${id}`)
  )
    at = next.to;
  return at;
}

/** The record, or the one that it was merged into, in the village where it is now. */
export function standingOn(server: SimServer, village: Uuid, id: Uuid): StoredRecord | undefined {
  const at = villageOf(server, village, id);
  return recordOn(
    server,
    at,
    canonicalIdOf(id, (one) => targetOf(recordOn(server, at, one))),
  );
}

/** True for an operation on a record that moved to another village; it waits for a lead of both. */
export const speaksOfGone = (
  server: SimServer,
  { village, record, set }: Pick<Operation, 'village' | 'record' | 'set'>,
): boolean =>
  [record, set['household'], set['person'], set['mergedInto']].some(
    (id) => typeof id === 'string' && server.disk.moved.has(`${village} ${id}`),
  );

/** What a parked operation waits for, when that is really not here yet; undefined when it waits in vain. */
export function reasonToWait(server: SimServer, op: StoredOp): string | undefined {
  if (!op.village || !op.waitsFor) return undefined;
  const behind = server.disk.ops.get(op.waitsFor);
  if (behind) return behind.outcome === 'parked' || behind.outcome === 'quarantined' ? behind.opId : undefined;
  // The record may have moved: an operation on it in its former village is rerouted to its present one.
  return recordOn(server, villageOf(server, op.village, op.waitsFor), op.waitsFor) ? undefined : op.waitsFor;
}
