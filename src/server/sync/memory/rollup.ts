import type { RollupRow } from '../../../domain/indicator/rollup.ts';
import { countedKinds, householdOf } from '../../rollup/counted-kinds.ts';
import { rollupRules } from '../../rollup/rules.ts';
import type { MemoryState } from './state.ts';
import type { RollupTx } from '../storage.ts';

/** Rollups, and the records that they are counted from, in memory. */
export function rollupTx(now: () => MemoryState, before: (statement: string) => Promise<void> | void): RollupTx {
  const put = (village: string, rows: readonly RollupRow[]): void =>
    void now().rollups.set(village, { rules: rollupRules, rows });
  return {
    lockVillage: async (village) => (await before('lockVillage'), now().villages.has(village)),
    households: async (village, ids) => {
      await before('households');
      return [...now().records.values()].filter(
        (record) => record.village === village && ids.some((id) => id === householdOf(record)),
      );
    },
    countedRecords: async (village) => (
      await before('countedRecords'),
      [...now().records.values()].filter((record) => record.village === village && countedKinds.includes(record.kind))
    ),
    rollupSince: async (village, day) => {
      await before('rollupSince');
      const found = now().rollups.get(village);
      if (found?.rules !== rollupRules) return undefined;
      const earlier = found.rows.findLast((row) => row.day < day);
      return found.rows.filter((row) => row.day >= day || row === earlier);
    },
    changeRollup: async (village, { put: changed, drop }) => {
      await before('changeRollup');
      const rows = new Map((now().rollups.get(village)?.rows ?? []).map((row) => [row.day, row]));
      for (const row of changed) rows.set(row.day, row);
      for (const day of drop) rows.delete(day);
      put(
        village,
        [...rows.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
      );
    },
    replaceRollup: async (village, rows) => {
      await before('replaceRollup');
      put(village, rows);
    },
  };
}
