import { assert } from '../../../lib/assert.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Grant } from '../../../domain/access/roles.ts';
import { ignoringAhead } from '../ahead/questions.ts';
import { basketTx } from './basket.ts';
import { erasureTx } from './erasure.ts';
import { pageOf, usageTx } from './pages.ts';
import { bySeq, groupsOf, parkedFor, quarantined, unsettledOn } from './quarantine.ts';
import { recordKey, recordsTx } from './records.ts';
import { rollupTx } from './rollup.ts';
import { locking } from './locking.ts';
import { copyState, emptyMemoryState, type MemoryState } from './state.ts';
import { movesTx } from './moves.ts';
import { RowLocks } from './row-locks.ts';
import { AlreadyStored, type PullTx, type SyncTx, type StoredRecord, type SyncStorage } from '../storage.ts';

export { copyState, emptyMemoryState, type MemoryDevice, type MemoryState } from './state.ts';

/** A transaction's own view: what is committed (`base`) with its own writes over it (`current`). */
interface Draft {
  base: MemoryState;
  current: MemoryState;
}

/**
 * Storage of the simulation and of fast tests. Behaves as the databases do: transactions run concurrently, lock rows,
 * see what others have committed (READ COMMITTED) and become visible as a whole when they commit. Values are immutable,
 * so a state is a snapshot.
 * @param before called ahead of each statement and each commit; what it throws ends the transaction without a trace
 */
export class MemoryStorage implements SyncStorage {
  state: MemoryState;
  readonly #before: (statement: string) => Promise<void> | void;
  readonly #locks = new RowLocks();

  constructor(
    state: MemoryState = emptyMemoryState(),
    before: (statement: string) => Promise<void> | void = () => undefined,
  ) {
    this.state = state;
    this.#before = before;
  }

  async transaction<T>(work: (tx: SyncTx) => Promise<T>): Promise<T> {
    const owner = {};
    const draft: Draft = { base: this.state, current: copyState(this.state) };
    try {
      const result = await work(
        locking(
          pushTx(() => rebased(draft, this.state), draft, this.#before),
          (row, mode) => this.#locks.take(owner, row, mode),
        ),
      );
      await this.#before('commit');
      this.state = rebased(draft, this.state);
      return result;
    } finally {
      this.#locks.releaseAll(owner);
    }
  }

  /**
   * A change of the state by something other than sync.
   * @param grantsOf the account whose grants it changes: it then waits for pushes that hold these grants
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
    usage: mergedMap(base.usage, current.usage, committed.usage),
    baskets: mergedMap(base.baskets, current.baskets, committed.baskets),
    acts: mergedMap(base.acts, current.acts, committed.acts),
    erasedHouseholds: mergedMap(base.erasedHouseholds, current.erasedHouseholds, committed.erasedHouseholds),
  };
  return draft.current;
}

function mergedMap<K, V>(base: ReadonlyMap<K, V>, mine: ReadonlyMap<K, V>, committed: ReadonlyMap<K, V>): Map<K, V> {
  const merged = new Map(committed);
  for (const [key, value] of mine) if (base.get(key) !== value || !base.has(key)) merged.set(key, value);
  for (const key of base.keys()) if (!mine.has(key)) merged.delete(key);
  return merged;
}

function grantsOf(state: MemoryState, account: Uuid): Grant[] {
  return [...state.grants.values()]
    .filter((grant) => grant.account === account && !grant.revoked)
    .map(({ id, role, area }) => (area ? { id, role, area } : { id, role }));
}

function pushTx(now: () => MemoryState, draft: Draft, before: (statement: string) => Promise<void> | void): SyncTx {
  return {
    epoch: async () => (await before('epoch'), now().epoch),
    lockGrants: async (account) => (await before('lockGrants'), grantsOf(now(), account)),
    lockDevice: async (device) => (await before('lockDevice'), now().devices.get(device)),
    ...usageTx(now, before),
    addDevice: async ({ key, createdAt, ...device }) => {
      await before('addDevice');
      now().devices.set(device.id, {
        ...device,
        lastSeq: 0,
        epochSeq: 0,
        lastTime: 0,
        lastContact: createdAt,
        ledger: undefined,
        added: { key, at: createdAt },
      });
    },
    keyOf: async (device) => (await before('keyOf'), now().devices.get(device)?.added?.key),
    copiesSince: async (account, since) => (
      await before('copiesSince'),
      [...now().devices.values()].filter((one) => one.account === account && one.added && one.added.at >= since).length
    ),
    saveDevice: async (device, { lastSeq, lastTime, lastContact, ledger, closed }) => {
      await before('saveDevice');
      const known = now().devices.get(device);
      assert(known, 'saveDevice of a known device');
      now().devices.set(device, {
        ...known,
        lastSeq,
        lastTime,
        lastContact,
        ledger: ledger ?? known.ledger,
        ...(closed && { closed }),
      });
    },
    outcomesOf: async (opIds) => (
      await before('outcomesOf'),
      opIds.map((id) => now().ops.get(id)).filter((op) => op !== undefined)
    ),
    numbered: async (device, seqs) => (
      await before('numbered'),
      [...now().ops.values()].filter((op) => op.device === device && seqs.includes(op.seq))
    ),
    ...recordsTx(now, before),
    insertOps: async (ops) => {
      await before('insertOps');
      for (const op of ops) {
        if (now().ops.has(op.opId)) throw new AlreadyStored(op.opId);
        now().ops.set(op.opId, op);
      }
    },
    unsettledOn: async (device, records, beforeSeq) => (
      await before('unsettledOn'),
      unsettledOn(now(), device, records, beforeSeq)
    ),
    parkedFor: async (villages, waitedFor) => (await before('parkedFor'), parkedFor(now(), villages, waitedFor)),
    parkBehind: async (opIds, waitsFor) => {
      await before('parkBehind');
      for (const op of opIds.flatMap((id) => now().ops.get(id) ?? [])) now().ops.set(op.opId, { ...op, waitsFor });
    },
    groupsOf: async (opIds) => (await before('groupsOf'), groupsOf(now(), opIds)),
    villagesOf: async (account) => (
      await before('villagesOf'),
      [...now().grants.values()].flatMap((grant) =>
        grant.account === account && grant.area && now().villages.has(grant.area) ? [grant.area] : [],
      )
    ),
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
    ...erasureTx(now, before),
    ...basketTx(now, before),
    ...rollupTx(now, before),
    ...movesTx(now, before),
    ...ignoringAhead,
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
  const rowsOf = (village: Uuid): StoredRecord[] =>
    [...state.records.values()].filter((record) => record.village === village);
  return {
    epoch: async () => (await before('epoch'), state.epoch),
    backedUp: async () => (await before('backedUp'), state.backedUp),
    grants: async (account) => (await before('grants'), grantsOf(state, account)),
    lastSeq: async (device) => (await before('lastSeq'), state.devices.get(device)?.lastSeq ?? 0),
    villageVersion: async (village) => (await before('villageVersion'), state.villages.get(village)),
    collected: async (village) => (await before('collected'), state.collected.get(village) ?? 0),
    recordsAfter: async (village, version, id, limit) => (
      await before('recordsAfter'),
      pageOf(
        rowsOf(village)
          .filter((record) => record.version > version || (record.version === version && record.id > id))
          .sort((a, b) => a.version - b.version || (a.id < b.id ? -1 : 1)),
        limit,
      )
    ),
    outcomesBetween: async (village, account, from, to) => (
      await before('outcomesBetween'),
      bySeq(state.ops.values())
        .filter(
          (op) =>
            op.village === village &&
            state.devices.get(op.device)?.account === account &&
            op.version >= from &&
            op.version <= to,
        )
        .map(({ opId, outcome, version }) => ({ opId, outcome, version }))
    ),
    records: async (village, ids) => (
      await before('records'),
      ids.map((id) => state.records.get(recordKey(village, id))).filter((record) => record !== undefined)
    ),
    // The memory storage has villages and no other areas.
    line: async (village) => (await before('line'), state.villages.has(village) ? [village] : []),
    quarantined: async (village, limit, perSender) => (
      await before('quarantined'),
      quarantined(state, village, limit, perSender)
    ),
    versions: async (village) => (
      await before('versions'),
      rowsOf(village).map(({ id, version }) => ({ id, version }))
    ),
  };
}
