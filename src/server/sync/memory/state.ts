import type { Uuid } from '../../../lib/ids.ts';
import type { Grant } from '../../../domain/access/roles.ts';
import type { Ledger } from '../../../protocol/push.ts';
import type { Basket, EraseAct } from '../erasure/basket.ts';
import type { RollupRow } from '../../../domain/indicator/rollup.ts';
import type {
  DeviceState,
  JudgedRecord,
  MovedRecord,
  Place,
  StoredOp,
  StoredRecord,
  Usage,
  VillageTurn,
} from '../storage.ts';

export interface MemoryDevice extends DeviceState {
  readonly lastContact: number;
  readonly ledger: Ledger | undefined;
  /** Of a device that replaced a copied one. */
  readonly added?: { readonly key: string; readonly at: number };
}

export interface MemoryGrant extends Grant {
  readonly account: Uuid;
  readonly revoked?: boolean;
}

/** A village's rollup, and the rules by which it was made. */
export interface MemoryRollup {
  readonly rules: string;
  readonly rows: readonly RollupRow[];
}

/** A server's whole state, as plain maps: the simulation reads it and restores older copies of it. */
export interface MemoryState {
  epoch: number;
  /** See PullTx.backedUp. */
  backedUp?: number | undefined;
  readonly grants: Map<Uuid, MemoryGrant>;
  readonly devices: Map<Uuid, MemoryDevice>;
  readonly villages: Map<Uuid, number>;
  /** By village; see VillageTurn. */
  readonly lost: Map<Uuid, VillageTurn['lost']>;
  /** Key: `village record`. */
  readonly records: Map<string, StoredRecord>;
  readonly ops: Map<Uuid, StoredOp>;
  /** Key: `village record`. */
  readonly erased: Map<string, Place>;
  /** By village. */
  readonly rollups: Map<Uuid, MemoryRollup>;
  /** Key: `village record`, with the former village. */
  readonly moved: Map<string, MovedRecord>;
  /** By village: the version up to which its tombstones were removed. */
  readonly collected: Map<Uuid, number>;
  /** The audit log, as far as sync writes it. */
  readonly judged: Map<JudgedRecord, number>;
  /** Key: `account day`. */
  readonly usage: Map<string, Usage>;
  readonly baskets: Map<Uuid, Basket>;
  readonly acts: Map<Uuid, EraseAct>;
  /** Key: `account village day`. */
  readonly erasedHouseholds: Map<string, ReadonlySet<Uuid>>;
}

export const emptyMemoryState = (): MemoryState => ({
  epoch: 1,
  grants: new Map(),
  devices: new Map(),
  villages: new Map(),
  lost: new Map(),
  records: new Map(),
  ops: new Map(),
  erased: new Map(),
  rollups: new Map(),
  moved: new Map(),
  collected: new Map(),
  judged: new Map(),
  usage: new Map(),
  baskets: new Map(),
  acts: new Map(),
  erasedHouseholds: new Map(),
});

export const copyState = (state: MemoryState): MemoryState => ({
  epoch: state.epoch,
  backedUp: state.backedUp,
  grants: new Map(state.grants),
  devices: new Map(state.devices),
  villages: new Map(state.villages),
  lost: new Map(state.lost),
  records: new Map(state.records),
  ops: new Map(state.ops),
  erased: new Map(state.erased),
  rollups: new Map(state.rollups),
  moved: new Map(state.moved),
  collected: new Map(state.collected),
  judged: new Map(state.judged),
  usage: new Map(state.usage),
  baskets: new Map(state.baskets),
  acts: new Map(state.acts),
  erasedHouseholds: new Map(state.erasedHouseholds),
});
