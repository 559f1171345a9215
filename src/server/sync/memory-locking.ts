import type { PushTx } from './storage.ts';

/** Takes the row locks that the databases take. */
export function locking(tx: PushTx, lock: (row: string, mode: 'share' | 'exclusive') => Promise<void>): PushTx {
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
    // A second writer of the same identity waits until it is certain whether the first one stays.
    insertOps: async (ops) => {
      for (const id of ops.map(({ opId }) => opId).sort()) await lock(`op ${id}`, 'exclusive');
      return tx.insertOps(ops);
    },
  };
}
