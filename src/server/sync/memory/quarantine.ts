import type { Uuid } from '../../../lib/ids.ts';
import type { MemoryState } from './state.ts';
import type { QuarantinedOp, StoredOp } from '../storage.ts';

export const bySeq = (ops: Iterable<StoredOp>): StoredOp[] =>
  [...ops].sort((a, b) => (a.device === b.device ? a.seq - b.seq : a.device < b.device ? -1 : 1));

const groupKey = (op: StoredOp): string => `${op.device} ${op.group}`;

/** See SyncTx: the device's own earlier operations come before those of its former ids. */
export function unsettledOn(
  state: MemoryState,
  device: Uuid,
  records: readonly Uuid[],
  beforeSeq: number,
): { record: Uuid; opId: Uuid }[] {
  const found = new Map<Uuid, Uuid>();
  const waiting = bySeq(state.ops.values()).filter(({ outcome }) => outcome === 'parked' || outcome === 'quarantined');
  for (const id of [...(state.devices.get(device)?.former ?? []), device]) {
    for (const op of waiting) {
      const earlier = op.device === id && (id !== device || op.seq < beforeSeq);
      if (earlier && op.record && records.includes(op.record)) found.set(op.record, op.opId);
    }
  }
  return [...found].map(([record, opId]) => ({ record, opId }));
}

export function parkedFor(state: MemoryState, villages: readonly Uuid[], waitedFor: readonly Uuid[]): StoredOp[] {
  const parked = bySeq(state.ops.values()).filter((op) => op.outcome === 'parked');
  const named = parked.filter(
    (op) => op.village && villages.includes(op.village) && op.waitsFor && waitedFor.includes(op.waitsFor),
  );
  const groups = new Set(named.map(groupKey));
  return parked.filter((op) => groups.has(groupKey(op)));
}

export function groupsOf(state: MemoryState, opIds: readonly Uuid[]): StoredOp[] {
  const groups = new Set(opIds.flatMap((id) => state.ops.get(id) ?? []).map(groupKey));
  return bySeq(state.ops.values()).filter((op) => groups.has(groupKey(op)));
}

export function quarantined(
  state: MemoryState,
  village: Uuid,
  limit: number,
  perSender: number,
): { waiting: number; ops: QuarantinedOp[] } {
  const all = bySeq(state.ops.values())
    .filter((op) => op.village === village && op.outcome === 'quarantined')
    .sort((a, b) => a.receivedAt - b.receivedAt);
  const seen = new Map<Uuid, number>();
  const turns = new Map<Uuid, number>();
  for (const op of all) {
    const sender = state.devices.get(op.device)?.account ?? op.device;
    const before = seen.get(sender) ?? 0;
    seen.set(sender, before + 1);
    turns.set(op.opId, Math.floor(before / perSender));
  }
  const ops = [...all]
    .sort((a, b) => turns.get(a.opId)! - turns.get(b.opId)!)
    .slice(0, limit)
    .map((op): QuarantinedOp => {
      const device = state.devices.get(op.device);
      const later = [...state.ops.values()].filter(
        (one) =>
          one.device === op.device &&
          one.record === op.record &&
          op.record &&
          one.seq > op.seq &&
          one.outcome === 'parked',
      );
      return {
        ...op,
        account: device?.account ?? op.device,
        name: '',
        revoked: device?.revoked ?? false,
        behind: later.length,
      };
    });
  return { waiting: all.length, ops };
}

export const recordsAbout = (state: MemoryState, village: Uuid, ids: readonly Uuid[]): Uuid[] =>
  [...state.records.values()]
    .filter((record) => record.village === village)
    .filter(({ kind, states }) =>
      ['household', 'person', 'mergedInto', ...(kind === 'conflict' ? ['record'] : [])].some((field) =>
        ids.some((id) => id === states[field]?.value),
      ),
    )
    .map(({ id }) => id);
