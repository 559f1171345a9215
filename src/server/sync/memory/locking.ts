import type { SyncTx } from '../storage.ts';

/** Adds the row locks that the database engines take. */
export function locking(tx: SyncTx, lock: (row: string, mode: 'share' | 'exclusive') => Promise<void>): SyncTx {
  return {
    ...tx,
    lockGrants: async (account) => (await lock(`grants ${account}`, 'share'), tx.lockGrants(account)),
    lockDevice: async (device) => (await lock(`device ${device}`, 'exclusive'), tx.lockDevice(device)),
    nextVersions: async (villages) => {
      for (const id of [...villages].sort()) await lock(`village ${id}`, 'exclusive');
      return tx.nextVersions(villages);
    },
    lockVillage: async (village) => (await lock(`village ${village}`, 'exclusive'), tx.lockVillage(village)),
    collect: async (village, upTo) => (await lock(`village ${village}`, 'exclusive'), tx.collect(village, upTo)),
    // A second writer of the same opId waits until the first one's transaction ends, as with a unique index.
    insertOps: async (ops) => {
      for (const id of ops.map(({ opId }) => opId).sort()) await lock(`op ${id}`, 'exclusive');
      return tx.insertOps(ops);
    },
  };
}
