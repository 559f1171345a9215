import type { Uuid } from '../../../src/lib/ids.ts';
import { MERGED_INTO } from '../../../src/domain/record/redirect.ts';
import { targetOf } from '../../../src/server/sync/apply/redirect-operation.ts';
import type { StoredRecord } from '../../../src/server/sync/storage.ts';
import type { SimLedger } from '../world/event-log.ts';
import type { Reach } from '../invariants/scenario-counts.ts';
import type { SimServer } from '../world/server.ts';
import { recordOn } from '../invariants/stored.ts';

/** What of the plots about duplicates (duplicates.ts) really came about, by what the server holds in the end. */
export function noticeDuplicates(server: SimServer, ledger: SimLedger, reach: Reach): void {
  const rows = [...server.disk.records.values()].filter(({ kind }) => kind === 'household');
  const applied = (opId: Uuid): boolean => ['applied', 'conflict'].includes(server.disk.ops.get(opId)?.outcome ?? '');
  for (const row of rows) {
    const target = targetOf(row);
    const mark = row.states[MERGED_INTO];
    if (mark && target === undefined) reach('merge taken back');
    if (target === undefined) continue;
    if (targetOf(recordOn(server, row.village, target)) !== undefined) reach('chain of redirects');
    const rerouted = ledger
      .on(row.id)
      .some(
        ({ op }) =>
          !(MERGED_INTO in op.set) &&
          applied(op.opId) &&
          (server.disk.ops.get(op.opId)?.version ?? 0) > (mark?.version ?? 0),
      );
    if (rerouted) reach('record merged while another phone edits it');
    if (ledger.on(target).some(({ op }) => op.set[MERGED_INTO] === row.id)) reach('two records merged into each other');
    if (splitFrom(row, ledger)) reach('household split while merged');
  }
}

/** Somebody moved out of this household into one that they made in the same step. */
const splitFrom = (row: StoredRecord, ledger: SimLedger): boolean =>
  [...ledger.made.values()].some(
    ({ op, shown }) =>
      op.kind === 'person' &&
      shown['household'] === row.id &&
      typeof op.set['household'] === 'string' &&
      ledger.on(op.set['household']).some((made) => made.op.group === op.group),
  );
