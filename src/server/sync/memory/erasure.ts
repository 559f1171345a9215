import { assert } from '../../../lib/assert.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { bySeq, recordsAbout } from './quarantine.ts';
import type { MemoryState } from './state.ts';
import type { Place, SyncTx, StoredOp } from '../storage.ts';

type ErasureTx = Pick<
  SyncTx,
  'erasedAmong' | 'writtenAmong' | 'erasedOf' | 'rememberErased' | 'recordsAbout' | 'opsAbout' | 'eraseOp' | 'secret'
>;

export function erasureTx(now: () => MemoryState, before: (statement: string) => Promise<void> | void): ErasureTx {
  const ownedBy = (op: StoredOp, account: Uuid): boolean => now().devices.get(op.device)?.account === account;
  const recordsOf = (ids: readonly Uuid[], fits: (op: StoredOp) => boolean): Uuid[] => {
    const wanted = new Set(ids);
    return [
      ...new Set(
        [...now().ops.values()].flatMap((op) => (op.record && wanted.has(op.record) && fits(op) ? [op.record] : [])),
      ),
    ];
  };
  const waits = ({ outcome }: StoredOp): boolean => outcome === 'parked' || outcome === 'quarantined';
  return {
    erasedAmong: async (ids) => {
      await before('erasedAmong');
      if (now().erased.size === 0) return [];
      const wanted = new Set(ids);
      return [...now().erased.values()].filter(({ id }) => wanted.has(id));
    },
    writtenAmong: async (ids, account) => (
      await before('writtenAmong'),
      recordsOf(ids, (op) => op.outcome !== 'erased' && !(waits(op) && ownedBy(op, account)))
    ),
    erasedOf: async (account, records) => (
      await before('erasedOf'),
      recordsOf(records, (op) => op.outcome === 'erased' && ownedBy(op, account))
    ),
    rememberErased: async (village, ids) => {
      await before('rememberErased');
      for (const id of ids) now().erased.set(`${village} ${id}`, { village, id });
    },
    recordsAbout: async (village, ids) => (await before('recordsAbout'), recordsAbout(now(), village, ids)),
    opsAbout: async (places) => (await before('opsAbout'), opsAbout(now(), places)),
    eraseOp: async (opId, hmac, version) => {
      await before('eraseOp');
      const op = now().ops.get(opId);
      assert(op, 'eraseOp of a stored operation');
      const { mentions: _gone, ...rest } = op;
      now().ops.set(opId, { ...rest, outcome: 'erased', version, waitsFor: undefined, body: '', hmac });
    },
    secret: async () => (await before('secret'), 'the key of memory'),
  };
}

function opsAbout(state: MemoryState, places: readonly Place[]): StoredOp[] {
  const wanted = new Set(places.map(({ village, id }) => `${village} ${id}`));
  const isAbout = (village: Uuid | undefined, id: Uuid | undefined): boolean =>
    village !== undefined && id !== undefined && wanted.has(`${village} ${id}`);
  return bySeq(
    [...state.ops.values()].filter(
      (op) =>
        op.outcome !== 'erased' &&
        (isAbout(op.village, op.record) ||
          (op.outcome === 'parked' && isAbout(op.village, op.waitsFor)) ||
          (op.mentions?.ids ?? []).some((id) => isAbout(op.mentions?.village, id))),
    ),
  );
}
