import { assert } from '../../lib/assert.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Grant } from '../../domain/roles.ts';
import type { Ledger } from '../../protocol/push.ts';
import { bySeq, groupsOf, parkedFor, quarantined } from './memory-quarantine.ts';
import type { DeviceState, PullTx, PushTx, StoredOp, StoredRecord, SyncStorage, VillageTurn } from './storage.ts';

export interface MemoryDevice extends DeviceState {
  readonly lastContact: number;
  readonly ledger: Ledger | undefined;
}

export interface MemoryGrant extends Grant {
  readonly account: Uuid;
  readonly revoked?: boolean;
}

/** Everything a server knows, as plain maps: the simulation looks at it and restores it from older copies. */
export interface MemoryState {
  epoch: number;
  readonly grants: Map<Uuid, MemoryGrant>;
  readonly devices: Map<Uuid, MemoryDevice>;
  readonly villages: Map<Uuid, number>;
  /** By village; see VillageTurn. */
  readonly lost: Map<Uuid, VillageTurn['lost']>;
  /** Key: `village record`. */
  readonly records: Map<string, StoredRecord>;
  readonly ops: Map<Uuid, StoredOp>;
}

export const emptyMemoryState = (): MemoryState => ({
  epoch: 1,
  grants: new Map(),
  devices: new Map(),
  villages: new Map(),
  lost: new Map(),
  records: new Map(),
  ops: new Map(),
});

export const copyState = (state: MemoryState): MemoryState => ({
  epoch: state.epoch,
  grants: new Map(state.grants),
  devices: new Map(state.devices),
  villages: new Map(state.villages),
  lost: new Map(state.lost),
  records: new Map(state.records),
  ops: new Map(state.ops),
});

/**
 * Storage of the simulation and of fast tests. Transactions run one after another and commit by replacing the state;
 * values are immutable, so a shallow copy of the maps is a snapshot.
 * @param before called ahead of each statement and each commit; what it throws ends the transaction without a trace
 */
export class MemoryStorage implements SyncStorage {
  state: MemoryState;
  readonly #before: (statement: string) => Promise<void> | void;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(state: MemoryState = emptyMemoryState(), before: (statement: string) => Promise<void> | void = () => undefined) {
    this.state = state;
    this.#before = before;
  }

  transaction<T>(work: (tx: PushTx) => Promise<T>): Promise<T> {
    const run = async (): Promise<T> => {
      const draft = { current: copyState(this.state) };
      const result = await work(pushTx(draft, this.#before));
      await this.#before('commit');
      this.state = draft.current;
      return result;
    };
    const done = this.#queue.then(run, run);
    this.#queue = done.then(
      () => undefined,
      () => undefined, // the caller has the error; the next transaction only waits its turn
    );
    return done;
  }

  /** A change from outside of sync (a grant, a device), between transactions. */
  edit(change: (state: MemoryState) => void): Promise<void> {
    const done = this.#queue.then(() => change(this.state));
    this.#queue = done;
    return done;
  }

  async snapshot<T>(work: (tx: PullTx) => Promise<T>): Promise<T> {
    const { state } = this;
    return work(pullTx(state, this.#before));
  }
}

const recordKey = (village: Uuid, id: Uuid): string => `${village} ${id}`;

function grantsOf(state: MemoryState, account: Uuid): Grant[] {
  return [...state.grants.values()].filter((grant) => grant.account === account && !grant.revoked).map(({ id, role, area }) => (area ? { id, role, area } : { id, role }));
}

function pushTx(draft: { current: MemoryState }, before: (statement: string) => Promise<void> | void): PushTx {
  const now = (): MemoryState => draft.current;
  return {
    epoch: async () => (await before('epoch'), now().epoch),
    lockGrants: async (account) => (await before('lockGrants'), grantsOf(now(), account)),
    lockDevice: async (device) => (await before('lockDevice'), now().devices.get(device)),
    saveDevice: async (device, { lastSeq, lastTime, lastContact, ledger }) => {
      await before('saveDevice');
      const known = now().devices.get(device);
      assert(known, 'saveDevice of a known device');
      now().devices.set(device, { ...known, lastSeq, lastTime, lastContact, ledger: ledger ?? known.ledger });
    },
    outcomesOf: async (opIds) => (await before('outcomesOf'), opIds.map((id) => now().ops.get(id)).filter((op) => op !== undefined)),
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
    records: async (village, ids) => (
      await before('records'), ids.map((id) => now().records.get(recordKey(village, id))).filter((record) => record !== undefined)
    ),
    saveRecords: async (records) => {
      await before('saveRecords');
      for (const record of records) now().records.set(recordKey(record.village, record.id), record);
    },
    insertOps: async (ops) => {
      await before('insertOps');
      for (const op of ops) {
        assert(!now().ops.has(op.opId), 'an operation is stored once');
        now().ops.set(op.opId, op);
      }
    },
    unsettledOn: async (device, records, beforeSeq) => {
      await before('unsettledOn');
      const found = new Map<Uuid, Uuid>();
      for (const op of bySeq(now().ops.values())) {
        const unsettled = op.outcome === 'parked' || op.outcome === 'quarantined';
        if (op.device === device && op.record && records.includes(op.record) && op.seq < beforeSeq && unsettled) found.set(op.record, op.opId);
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
    savepoint: async (work) => {
      await before('savepoint');
      const saved = copyState(draft.current);
      try {
        return await work();
      } catch (error) {
        draft.current = saved;
        throw error;
      }
    },
  };
}

function pullTx(state: MemoryState, before: (statement: string) => Promise<void> | void): PullTx {
  const rowsOf = (village: Uuid): StoredRecord[] => [...state.records.values()].filter((record) => record.village === village);
  return {
    epoch: async () => (await before('epoch'), state.epoch),
    grants: async (account) => (await before('grants'), grantsOf(state, account)),
    lastSeq: async (device) => (await before('lastSeq'), state.devices.get(device)?.lastSeq ?? 0),
    villageVersion: async (village) => (await before('villageVersion'), state.villages.get(village)),
    recordsAfter: async (village, version, id, limit) => (
      await before('recordsAfter'),
      rowsOf(village)
        .filter((record) => record.version > version || (record.version === version && record.id > id))
        .sort((a, b) => a.version - b.version || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
    ),
    outcomesBetween: async (village, device, from, to) => (
      await before('outcomesBetween'),
      bySeq(state.ops.values())
        .filter((op) => op.village === village && op.device === device && op.version >= from && op.version <= to)
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
