import { DELETED } from '../../../src/domain/record/record.ts';
import { SERVER_DEVICE } from '../../../src/server/sync/server-device.ts';
import type { StoredRecord } from '../../../src/server/sync/storage.ts';
import type { SimLedger } from '../world/event-log.ts';
import type { Reach } from '../invariants/scenario-counts.ts';
import type { SimServer } from '../world/server.ts';
import { operationIn } from '../invariants/stored.ts';

const day = 24 * 3600 * 1000;

/** Which kinds of meeting between phones' work this world came to, read off what the server holds at the end. */
export function noticeMerges(server: SimServer, ledger: SimLedger, reach: Reach): void {
  for (const row of server.disk.records.values()) {
    if (row.kind === 'conflict') noticeConflict(server, ledger, row, reach);
    else if (row.kind === 'household' && new Set(Object.values(row.states).map(({ device }) => device)).size > 1)
      reach('different fields of one household edited');
  }
  for (const op of server.disk.ops.values()) {
    const body = operationIn(op.body);
    if (!body) continue;
    if (op.outcome === 'noop' && body.set[DELETED] === true) reach('record deleted twice');
    if (
      op.outcome === 'conflict' &&
      op.device !== SERVER_DEVICE &&
      Object.values(body.base).some((base) => typeof base === 'string')
    )
      reach('chain of offline edits, another phone’s edit in between');
  }
}

function noticeConflict(server: SimServer, ledger: SimLedger, row: StoredRecord, reach: Reach): void {
  if (row.states['field']?.value === DELETED) return reach('delete against edit');
  reach('same field edited on two phones');
  const candidates = Object.keys((row.states['candidates']?.value ?? {}) as Record<string, unknown>);
  const late = candidates.filter(
    (opId) => (server.disk.ops.get(opId)?.receivedAt ?? 0) - (ledger.made.get(opId)?.at ?? Infinity) >= day,
  );
  if (new Set(late.map((opId) => ledger.made.get(opId)?.phone)).size > 1)
    reach('same field edited on two phones, days offline');
}
