import { assert } from '../../lib/assert.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Grant } from '../../domain/roles.ts';
import { bySeq, groupsOf, opsAbout, parkedFor, quarantined, recordsAbout } from './memory-quarantine.ts';
import { rollupTx } from './memory-rollup.ts';
import { locking } from './memory-locking.ts';
import { copyState, emptyMemoryState, type MemoryState } from './memory-state.ts';
import { movesTx } from './memory-moves.ts';
import { RowLocks } from './row-locks.ts';
import { AlreadyStored, type PullTx, type PushTx, type StoredRecord, type SyncStorage, type VillageTurn } from './storage.ts';

export { copyState, emptyMemoryState, type MemoryDevice, type MemoryState } from './memory-state.ts';

/** A transaction's own view: what is committed (`base`) with its own writes over it (`current`). */
interface Draft {
  base: MemoryState;
  current: MemoryState;
}

/**
 * Storage of the simulation and of fast tests. It behaves as the databases do: transactions run side by side, lock the
 * rows they decide by, see what others have committed (READ COMMITTED) and appear as a whole when they commit. Values
 * are immutable, so a state is a snapshot.
 * @param before called ahead of each statement and each commit; what it throws ends the transaction without a trace
 */
export class MemoryStorage implements SyncStorage {
  state: MemoryState;
  readonly #before: (statement: string) => Promise<void> | void;
  readonly #locks = new RowLocks();

  constructor(state: MemoryState = emptyMemoryState(), before: (statement: string) => Promise<void> | void = () => undefined) {
    this.state = state;
    this.#before = before;
  }

  async transaction<T>(work: (tx: PushTx) => Promise<T>): Promise<T> {
    const owner = {};
    const draft: Draft = { base: this.state, current: copyState(this.state) };
    try {
      const result = await work(locking(pushTx(() => rebased(draft, this.state), draft, this.#before), (row, mode) => this.#locks.take(owner, row, mode)));
      await this.#before('commit');
      this.state = rebased(draft, this.state);
      return result;
    } finally {
      this.#locks.releaseAll(owner);
    }
  }

  /**
   * A change from outside of sync.
   * @param grantsOf the person whose grants it changes: it then waits for the pushes that were let in by them
   */
  async edit(change: (state: MemoryState) => void, grantsOf?: Uuid): Promise<void> {
    const owner = {};
    if (grantsOf !== undefined) await this.#locks.take(owner, `grants ${grantsOf}`, 'exclusive');
    const next = copyState(this.state);
    change(next);
    this.state = next;
    this.#locks.releaseAll(owner);
  }

  /** True while one transaction holds the village and another waits for it. */
  isContended(village: Uuid): boolean {
    return this.#locks.isWanted(`village ${village}`);
  }

  async snapshot<T>(work: (tx: PullTx) => Promise<T>): Promise<T> {
    const { state } = this;
    return work(pullTx(state, this.#before));
  }
}

/** What the transaction sees now: its own writes over what is committed by now. */
function rebased(draft: Draft, committed: MemoryState): MemoryState {
  if (draft.base === committed) return draft.current;
  const { base, current } = draft;
  draft.base = committed;
  draft.current = {
    epoch: current.epoch === base.epoch ? committed.epoch : current.epoch,
    backedUp: committed.backedUp,
    grants: mergedMap(base.grants, current.grants, committed.grants),
    devices: mergedMap(base.devices, current.devices, committed.devices),
    villages: mergedMap(base.villages, current.villages, committed.villages),
    lost: mergedMap(base.lost, current.lost, committed.lost),
    records: mergedMap(base.records, current.records, committed.records),
    ops: mergedMap(base.ops, current.ops, committed.ops),
    erased: mergedMap(base.erased, current.erased, committed.erased),
    rollups: mergedMap(base.rollups, current.rollups, committed.rollups),
    moved: mergedMap(base.moved, current.moved, committed.moved),
    collected: mergedMap(base.collected, current.collected, committed.collected),
    judged: mergedMap(base.judged, current.judged, committed.judged),
  };
  return draft.current;
}

function mergedMap<K, V>(base: ReadonlyMap<K, V>, mine: ReadonlyMap<K, V>, committed: ReadonlyMap<K, V>): Map<K, V> {
  const merged = new Map(committed);
  for (const [key, value] of mine) if (base.get(key) !== value || !base.has(key)) merged.set(key, value);
  for (const key of base.keys()) if (!mine.has(key)) merged.delete(key);
  return merged;
}

const recordKey = (village: Uuid, id: Uuid): string => `${village} ${id}`;

function grantsOf(state: MemoryState, account: Uuid): Grant[] {
  return [...state.grants.values()].filter((grant) => grant.account === account && !grant.revoked).map(({ id, role, area }) => (area ? { id, role, area } : { id, role }));
}

function pushTx(now: () => MemoryState, draft: Draft, before: (statement: string) => Promise<void> | void): PushTx {
  return {
    epoch: async () => (await before('epoch'), now().epoch),
    lockGrants: async (account) => (await before('lockGrants'), grantsOf(now(), account)),
    lockDevice: async (device) => (await before('lockDevice'), now().devices.get(device)),
    addDevice: async ({ key, createdAt, ...device }) => {
      await before('addDevice');
      now().devices.set(device.id, { ...device, lastSeq: 0, epochSeq: 0, lastTime: 0, lastContact: createdAt, ledger: undefined, added: { key, at: createdAt } });
    },
    keyOf: async (device) => (await before('keyOf'), now().devices.get(device)?.added?.key),
    copiesSince: async (account, since) => (await before('copiesSince'), [...now().devices.values()].filter((one) => one.account === account && one.added && one.added.at >= since).length),
    saveDevice: async (device, { lastSeq, lastTime, lastContact, ledger }) => {
      await before('saveDevice');
      const known = now().devices.get(device);
      assert(known, 'saveDevice of a known device');
      now().devices.set(device, { ...known, lastSeq, lastTime, lastContact, ledger: ledger ?? known.ledger });
    },
    outcomesOf: async (opIds) => (await before('outcomesOf'), opIds.map((id) => now().ops.get(id)).filter((op) => op !== undefined)),
    numbered: async (device, seqs) => (await before('numbered'), [...now().ops.values()].filter((op) => op.device === device && seqs.includes(op.seq))),
    nextVersions: async (villages) => {
      await before('nextVersions');
      const versions = new Map<Uuid, VillageTurn>();
      for (const id of villages) {
        const version = now().villages.get(id);
        if (version === undefined) continue;
        now().villages.set(id, version + 1);
        versions.set(id, { version: version + 1, lost: now().lost.get(id) ?? [] });
      }
      return versions;
    },
    records: async (village, ids) => (await before('records'), ids.flatMap((id) => now().records.get(recordKey(village, id)) ?? [])),
    saveRecords: async (records) => {
      await before('saveRecords');
      for (const record of records) now().records.set(recordKey(record.village, record.id), record);
    },
    insertOps: async (ops) => {
      await before('insertOps');
      for (const op of ops) {
        if (now().ops.has(op.opId)) throw new AlreadyStored(op.opId);
        now().ops.set(op.opId, op);
      }
    },
    unsettledOn: async (device, records, beforeSeq) => {
      await before('unsettledOn');
      const found = new Map<Uuid, Uuid>();
      const waiting = bySeq(now().ops.values()).filter(({ outcome }) => outcome === 'parked' || outcome === 'quarantined');
      for (const id of [...(now().devices.get(device)?.former ?? []), device]) {
        for (const op of waiting) {
          const earlier = op.device === id && (id !== device || op.seq < beforeSeq);
          if (earlier && op.record && records.includes(op.record)) found.set(op.record, op.opId);
        }
      }
      return [...found].map(([record, opId]) => ({ record, opId }));
    },
    parkedFor: async (villages, waitedFor) => (await before('parkedFor'), parkedFor(now(), villages, waitedFor)),
    parkBehind: async (opIds, waitsFor) => {
      await before('parkBehind');
      for (const op of opIds.flatMap((id) => now().ops.get(id) ?? [])) now().ops.set(op.opId, { ...op, waitsFor });
    },
    groupsOf: async (opIds) => (await before('groupsOf'), groupsOf(now(), opIds)),
    villageOf: async (account) => (await before('villageOf'), [...now().grants.values()].filter((grant) => grant.account === account && grant.area && now().villages.has(grant.area)).at(-1)?.area),
    setOutcome: async (opId, outcome, version, judge) => {
      await before('setOutcome');
      const op = now().ops.get(opId);
      assert(op, 'setOutcome of a stored operation');
      now().ops.set(opId, { ...op, outcome, version, waitsFor: undefined, ...(judge ? { judgedBy: judge } : {}) });
    },
    noteJudged: async (at, judged) => {
      await before('noteJudged');
      for (const one of judged) now().judged.set(one, at);
    },
    erasedAmong: async (ids) => (await before('erasedAmong'), ids.flatMap((id) => (now().erased.has(id) ? [{ id, village: now().erased.get(id)! }] : []))),
    rememberErased: async (village, ids) => {
      await before('rememberErased');
      for (const id of ids) if (!now().erased.has(id)) now().erased.set(id, village);
    },
    recordsAbout: async (village, ids) => (await before('recordsAbout'), recordsAbout(now(), village, ids)),
    opsAbout: async (ids) => (await before('opsAbout'), opsAbout(now(), ids)),
    eraseOp: async (opId, hmac, version) => {
      await before('eraseOp');
      const op = now().ops.get(opId);
      assert(op, 'eraseOp of a stored operation');
      now().ops.set(opId, { ...op, outcome: 'erased', version, waitsFor: undefined, body: '', hmac });
    },
    ...rollupTx(now, before),
    ...movesTx(now, before),
    secret: async () => (await before('secret'), 'the key of memory'),
    savepoint: async (work) => {
      await before('savepoint');
      const current = copyState(now());
      const saved: Draft = { base: draft.base, current };
      try {
        return await work();
      } catch (error) {
        Object.assign(draft, saved);
        throw error;
      }
    },
  };
}

function pullTx(state: MemoryState, before: (statement: string) => Promise<void> | void): PullTx {
  const rowsOf = (village: Uuid): StoredRecord[] => [...state.records.values()].filter((record) => record.village === village);
  return {
    epoch: async () => (await before('epoch'), state.epoch),
    backedUp: async () => (await before('backedUp'), state.backedUp),
    grants: async (account) => (await before('grants'), grantsOf(state, account)),
    lastSeq: async (device) => (await before('lastSeq'), state.devices.get(device)?.lastSeq ?? 0),
    villageVersion: async (village) => (await before('villageVersion'), state.villages.get(village)),
    collected: async (village) => (await before('collected'), state.collected.get(village) ?? 0),
    recordsAfter: async (village, version, id, limit) => (
      await before('recordsAfter'),
      rowsOf(village)
        .filter((record) => record.version > version || (record.version === version && record.id > id))
        .sort((a, b) => a.version - b.version || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
    ),
    outcomesBetween: async (village, account, from, to) => (
      await before('outcomesBetween'),
      bySeq(state.ops.values())
        .filter((op) => op.village === village && state.devices.get(op.device)?.account === account && op.version >= from && op.version <= to)
        .map(({ opId, outcome, version }) => ({ opId, outcome, version }))
    ),
    records: async (village, ids) => (
      await before('records'), ids.map((id) => state.records.get(recordKey(village, id))).filter((record) => record !== undefined)
    ),
    // Memory knows villages only.
    line: async (village) => (await before('line'), state.villages.has(village) ? [village] : []),
    quarantined: async (village, limit) => (await before('quarantined'), quarantined(state, village, limit)),
    versions: async (village) => (await before('versions'), rowsOf(village).map(({ id, version }) => ({ id, version }))),
  };
}
