import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import { shownBases } from '../home-change.ts';
import type { BasesOf } from '../survey-form.ts';

type HomeChange = Omit<Change, 'village'>;

/** These homes are in somebody's care from now on; each on top of what was shown, so that two leads who assign at once see it. */
export const responsibleChanges = (homes: readonly Uuid[], to: Uuid, basesOf: BasesOf): HomeChange[] =>
  homes.map((id) => ({ kind: 'household', record: id, set: { responsible: to }, bases: shownBases(['responsible'], id, basesOf) }));

const most = 100;

/** In groups that fit one push each. */
export const inGroups = <T>(changes: readonly T[]): T[][] => Array.from({ length: Math.ceil(changes.length / most) }, (_, i) => changes.slice(i * most, (i + 1) * most));
