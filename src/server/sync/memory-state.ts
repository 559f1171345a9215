import type { Uuid } from '../../lib/ids.ts';
import type { Grant } from '../../domain/roles.ts';
import type { Ledger } from '../../protocol/push.ts';
import type { MemoryRollup } from './memory-rollup.ts';
import type { DeviceState, JudgedRecord, MovedRecord, StoredOp, StoredRecord, VillageTurn } from './storage.ts';

export interface MemoryDevice extends DeviceState {
  readonly lastContact: number;
  readonly ledger: Ledger | undefined;
  /** Of one that took a copied phone's place. */
  readonly added?: { readonly key: string; readonly at: number };
}

export interface MemoryGrant extends Grant {
  readonly account: Uuid;
  readonly revoked?: boolean;
}

/** Everything a server knows, as plain maps: the simulation looks at it and restores it from older copies. */
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
  /** Erased record → the village it was in. */
  readonly erased: Map<Uuid, Uuid>;
  /** By village. */
  readonly rollups: Map<Uuid, MemoryRollup>;
  /** Key: `village record`, where it was. */
  readonly moved: Map<string, MovedRecord>;
  /** By village: its tombstones up to this version are gone. */
  readonly collected: Map<Uuid, number>;
  /** The audit log, as far as sync writes it. */
  readonly judged: Map<JudgedRecord, number>;
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
});
