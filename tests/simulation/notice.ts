import { DELETED } from '../../src/domain/record.ts';
import type { Operation } from '../../src/protocol/operation.ts';
import type { StoredOp } from '../../src/server/sync/storage.ts';
import { SERVER_DEVICE } from '../../src/server/sync/server-device.ts';
import type { Reach } from './reach.ts';
import type { SimServer } from './server.ts';

/** Which kinds of meeting between phones' work this world came to, read off what the server holds at the end. */
export function noticeMerges(server: SimServer, reach: Reach): void {
  for (const row of server.disk.records.values()) {
    if (row.kind === 'conflict') reach(row.states['field']?.value === DELETED ? 'delete against edit' : 'same field on two phones');
    else if (new Set(Object.values(row.states).map(({ device }) => device)).size > 1) reach('different fields of one record');
  }
  for (const op of server.disk.ops.values()) {
    const body = bodyOf(op);
    if (!body) continue;
    if (op.outcome === 'noop' && body.set[DELETED] === true) reach('deleted twice');
    if (op.outcome === 'conflict' && op.device !== SERVER_DEVICE && Object.values(body.base).some((base) => typeof base === 'string')) reach('offline chain with a server edit between');
    if (op.outcome === 'parked') reach('child before parent');
  }
}

function bodyOf(op: StoredOp): Operation | undefined {
  const body: unknown = JSON.parse(op.body);
  return typeof body === 'object' && body !== null && 'set' in body ? (body as Operation) : undefined;
}
