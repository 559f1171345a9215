import { emptyMemoryState, MemoryStorage } from '../../../src/server/sync/memory/memory-storage.ts';
import type { TestStorage } from '../sync-world.ts';

/** Server storage in memory, as the simulation uses it. */
export function memoryTestStorage(): TestStorage {
  const state = emptyMemoryState();
  const storage = new MemoryStorage(state);
  return {
    storage,
    seed: {
      addVillage: async (id) => void storage.state.villages.set(id, 0),
      addAccount: async () => undefined,
      addGrant: async ({ id, account, role, village }) =>
        void storage.state.grants.set(id, { id, account, role, area: village }),
      revokeGrant: async (id) => {
        const grant = storage.state.grants.get(id);
        if (grant) storage.state.grants.set(id, { ...grant, revoked: true });
      },
      restore: () =>
        storage.edit((now) => {
          for (const [village, version] of now.villages) {
            const until = version + 2 ** 40;
            now.villages.set(village, until);
            now.lost.set(village, [...(now.lost.get(village) ?? []), { after: version, until }]);
          }
        }),
      closeDevice: async (id) => {
        const device = storage.state.devices.get(id);
        if (device) storage.state.devices.set(id, { ...device, revoked: true });
      },
      addDevice: async ({ id, account }) =>
        void storage.state.devices.set(id, {
          id,
          account,
          lastSeq: 0,
          epochSeq: 0,
          lastTime: 0,
          lastContact: 0,
          revoked: false,
          former: [],
          ledger: undefined,
        }),
    },
    judged: async () =>
      [...storage.state.judged.keys()].map(({ account, device, action, village, subject }) => ({
        account: account ?? null,
        device: device ?? null,
        action,
        area: village,
        subject,
      })),
    close: async () => undefined,
  };
}
