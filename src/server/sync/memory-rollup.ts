import type { RollupRow } from '../../domain/indicator/rollup.ts';
import { rollupRules } from '../rollup/rules.ts';
import type { MemoryState } from './memory-storage.ts';
import type { PushTx } from './storage.ts';

/** The rows, and the rules by which they were made. */
export interface MemoryRollup {
  readonly rules: string;
  readonly rows: readonly RollupRow[];
}

type RollupTx = Pick<PushTx, 'lockVillage' | 'homes' | 'countedRecords' | 'rollupSince' | 'changeRollup' | 'replaceRollup'>;

const counted: readonly string[] = ['household', 'person', 'tally', 'residue'];

export function rollupTx(now: () => MemoryState, before: (statement: string) => Promise<void> | void): RollupTx {
  const put = (village: string, rows: readonly RollupRow[]): void => void now().rollups.set(village, { rules: rollupRules, rows });
  return {
    lockVillage: async (village) => (await before('lockVillage'), now().villages.has(village)),
    homes: async (village, ids) => {
      await before('homes');
      const of = ({ kind, id, states }: { kind: string; id: string; states: Readonly<Record<string, { readonly value: unknown }>> }): unknown =>
        kind === 'household' ? id : kind === 'person' || kind === 'tally' ? states['household']?.value : undefined;
      return [...now().records.values()].filter((record) => record.village === village && (ids as readonly unknown[]).includes(of(record)));
    },
    countedRecords: async (village) => (await before('countedRecords'), [...now().records.values()].filter((record) => record.village === village && counted.includes(record.kind))),
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
      put(village, [...rows.values()].sort((a, b) => (a.day < b.day ? -1 : 1)));
    },
    replaceRollup: async (village, rows) => {
      await before('replaceRollup');
      put(village, rows);
    },
  };
}
