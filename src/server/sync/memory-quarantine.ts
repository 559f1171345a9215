import type { Uuid } from '../../lib/ids.ts';
import type { MemoryState } from './memory-storage.ts';
import type { QuarantinedOp, StoredOp } from './storage.ts';

export const bySeq = (ops: Iterable<StoredOp>): StoredOp[] => [...ops].sort((a, b) => (a.device === b.device ? a.seq - b.seq : a.device < b.device ? -1 : 1));

const groupKey = (op: StoredOp): string => `${op.device} ${op.group}`;

export function parkedFor(state: MemoryState, villages: readonly Uuid[], waitedFor: readonly Uuid[]): StoredOp[] {
  const parked = bySeq(state.ops.values()).filter((op) => op.outcome === 'parked');
  const named = parked.filter((op) => op.village && villages.includes(op.village) && op.waitsFor && waitedFor.includes(op.waitsFor));
  const groups = new Set(named.map((op) => op.group));
  return parked.filter((op) => groups.has(op.group));
}

export function groupsOf(state: MemoryState, opIds: readonly Uuid[]): StoredOp[] {
  const groups = new Set(opIds.flatMap((id) => state.ops.get(id) ?? []).map(groupKey));
  return bySeq(state.ops.values()).filter((op) => groups.has(groupKey(op)));
}

export function quarantined(state: MemoryState, village: Uuid, limit: number): { waiting: number; ops: QuarantinedOp[] } {
  const all = bySeq(state.ops.values())
    .filter((op) => op.village === village && op.outcome === 'quarantined')
    .sort((a, b) => a.receivedAt - b.receivedAt);
  const ops = all.slice(0, limit).map((op): QuarantinedOp => {
    const device = state.devices.get(op.device);
    const later = [...state.ops.values()].filter((one) => one.device === op.device && one.record === op.record && op.record && one.seq > op.seq && one.outcome === 'parked');
    return { ...op, account: device?.account ?? op.device, name: '', revoked: device?.revoked ?? false, behind: later.length };
  });
  return { waiting: all.length, ops };
}

export const recordsAbout = (state: MemoryState, village: Uuid, ids: readonly Uuid[]): Uuid[] =>
  [...state.records.values()]
    .filter((record) => record.village === village)
    .filter(({ kind, states }) => ['household', 'person', 'mergedInto', ...(kind === 'conflict' ? ['record'] : [])].some((field) => ids.some((id) => id === states[field]?.value)))
    .map(({ id }) => id);

export const opsAbout = (state: MemoryState, records: readonly Uuid[]): StoredOp[] =>
  bySeq(state.ops.values()).filter(
    (op) => op.outcome !== 'erased' && ((op.record && records.includes(op.record)) || (op.outcome === 'parked' && op.waitsFor && records.includes(op.waitsFor))),
  );
