import * as v from 'valibot';
import type { Uuid } from '../../src/lib/ids.ts';
import { operation, type Operation } from '../../src/protocol/operation.ts';
import type { StoredOp, StoredRecord } from '../../src/server/sync/storage.ts';
import type { SimServer } from './server.ts';

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
  return typeof inner === 'object' && inner !== null && 'opId' in inner && 'set' in inner ? (inner as Operation) : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // sealed text: no phone can read it any more
  }
}

export const operationsOn = (server: SimServer): Operation[] => [...server.disk.ops.values()].flatMap((op) => operationIn(op.body) ?? []);

export const recordOn = (server: SimServer, village: Uuid, id: Uuid): StoredRecord | undefined => server.disk.records.get(`${village} ${id}`);

/** What a parked operation waits for, when that is really not here yet; undefined when it waits in vain. */
export function reasonToWait(server: SimServer, op: StoredOp): string | undefined {
  if (!op.village || !op.waitsFor) return undefined;
  const behind = server.disk.ops.get(op.waitsFor);
  if (behind) return behind.outcome === 'parked' || behind.outcome === 'quarantined' ? behind.opId : undefined;
  return recordOn(server, op.village, op.waitsFor) ? undefined : op.waitsFor;
}
