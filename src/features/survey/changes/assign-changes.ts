import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import { shownBases } from './household-changes.ts';
import type { BasesOf } from '../form-context.ts';

type HouseholdChange = Omit<Change, 'village'>;

/**
 * Assigns households to a member, each on top of the version shown, so that two leads who assign at once get a
 * conflict.
 */
export const responsibleChanges = (households: readonly Uuid[], to: Uuid, basesOf: BasesOf): HouseholdChange[] =>
  households.map((id) => ({
    kind: 'household',
    record: id,
    set: { responsible: to },
    bases: shownBases(['responsible'], id, basesOf),
  }));

const most = 100;

/** Groups of at most 100 changes: a push must hold a whole group. */
export const inGroups = <T>(changes: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(changes.length / most) }, (_, i) => changes.slice(i * most, (i + 1) * most));
