import * as v from 'valibot';
import { mayBeTicked, type StoredChecklist } from '../../domain/checklist/area-checklist.ts';
import { dayOfTick, tick, type StoredTick, type TickChange } from '../../domain/checklist/tick.ts';
import { dayOf } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Database } from '../accounts/deps.ts';
import { saveFacts } from '../areas/area-facts.ts';

// Ticks lie among the facts of areas, each by itself; the time of its last change is its version, and rises with each.

const kind = 'tick';
const told = v.pick(tick, ['met', 'on']);
const partOf = ({ checklist, criterion }: Pick<TickChange, 'checklist' | 'criterion'>): string =>
  `${checklist} ${criterion}`;

/** What people ticked of a village's checklists, with the name that each has now; taken back ones too. */
export async function ticksOf(db: Database, village: Uuid): Promise<StoredTick[]> {
  const rows = await db
    .selectFrom('area_fact')
    .innerJoin('account', 'account.id', 'area_fact.set_by')
    .select(['area_fact.part', 'area_fact.value', 'area_fact.set_at', 'account.name'])
    .where('area_fact.area', '=', village)
    .where('area_fact.kind', '=', kind)
    .orderBy('area_fact.part')
    .execute();
  return rows.flatMap(({ part, value, set_at: version, name: by }) => {
    const [checklist = '', criterion = ''] = part.split(' ');
    const read = v.safeParse(told, value);
    return read.success ? [{ checklist, criterion, ...read.output, by, version: Number(version) }] : [];
  });
}

/**
 * Stores each change that was made on top of what is stored; one that somebody else came before, or of no criterion
 * that people tick, is left out.
 *
 * @param lists those that areas above the village keep
 * @returns whether anything was stored
 */
export async function storeTicks(
  db: Database,
  village: Uuid,
  changes: readonly TickChange[],
  by: { readonly account: Uuid; readonly now: number },
  lists: readonly StoredChecklist[] = [],
): Promise<boolean> {
  const { stored } = await saveFacts(
    db,
    village,
    changes
      .filter((change) => mayBeTicked(change, lists))
      .map(({ met, on, seen, ...of }) => ({
        kind,
        part: partOf(of),
        value: { met, on: dayOfTick(on, dayOf(by.now)) },
        seen,
      })),
    by,
    'storeOthers',
  );
  return stored;
}
