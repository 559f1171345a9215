import type { Uuid } from '../../lib/ids.ts';
import { isNothing, minus } from '../../domain/indicator/counts.ts';
import type { RollupRow } from '../../domain/indicator/rollup.ts';
import { firstDay } from '../../domain/indicator/timeline.ts';
import type { SyncStorage } from '../sync/storage.ts';
import { replaceRollup } from './update-rollup.ts';

/**
 * `made`: the village had no rollup of these rules · `right`: counting again gave the same · `different`: it gave
 * something else, which means a fault in updateRollup.
 */
export type Rebuilt = 'unknownVillage' | 'made' | 'right' | 'different';

/** Counts a village's rollup again from its records, in one transaction. What phones pull does not change. */
export const rebuildRollup = (storage: Pick<SyncStorage, 'transaction'>, village: Uuid): Promise<Rebuilt> =>
  storage.transaction(async (tx) => {
    if (!(await tx.lockVillage(village))) return 'unknownVillage';
    const before = await tx.rollupSince(village, firstDay);
    await replaceRollup(tx, village);
    if (!before) return 'made';
    return isSame(before, (await tx.rollupSince(village, firstDay)) ?? []) ? 'right' : 'different';
  });

const isSame = (a: readonly RollupRow[], b: readonly RollupRow[]): boolean =>
  a.length === b.length && a.every(({ day, counts }, i) => b[i]?.day === day && isNothing(minus(counts, b[i].counts)));
