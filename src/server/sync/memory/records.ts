import type { Uuid } from '../../../lib/ids.ts';
import type { MemoryState } from './state.ts';
import type { RecordsTx, VillageTurn } from '../storage.ts';

/** The key of a record in MemoryState.records. */
export const recordKey = (village: Uuid, id: Uuid): string => `${village} ${id}`;

/** Villages' versions and records in memory. */
export const recordsTx = (now: () => MemoryState, before: (statement: string) => Promise<void> | void): RecordsTx => ({
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
    await before('records'),
    ids.flatMap((id) => now().records.get(recordKey(village, id)) ?? [])
  ),
  saveRecords: async (records) => {
    await before('saveRecords');
    for (const record of records) now().records.set(recordKey(record.village, record.id), record);
  },
});
