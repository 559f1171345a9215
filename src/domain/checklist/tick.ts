import * as v from 'valibot';
import { day, type Day } from '../../lib/day.ts';
import { checklists } from './checklists.ts';

/** Letters of a criterion's name: those of newer versions too. */
const name = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,40}$/));

/**
 * What a person says of a criterion that no figure answers; `met` null: taken back. `checklist` and `criterion` may be
 * names that only a newer version knows.
 */
export const tick = v.object({ checklist: name, criterion: name, met: v.nullable(v.boolean()), on: day });
export type Tick = v.InferOutput<typeof tick>;

/** A tick as the server has it: who said so, and its version, which rises with every change. */
export interface StoredTick extends Tick {
  /** The person's name. */
  readonly by: string;
  readonly version: number;
}

/** A change of a tick. `seen`: the version on top of which it was made, 0 for none. */
export interface TickChange extends Tick {
  readonly seen: number;
}

export const isOf =
  (of: Pick<Tick, 'checklist' | 'criterion'>) =>
  ({ checklist, criterion }: Pick<Tick, 'checklist' | 'criterion'>): boolean =>
    checklist === of.checklist && criterion === of.criterion;

/** Is this a criterion that people tick? */
export const isTicked = (of: Pick<Tick, 'checklist' | 'criterion'>): boolean =>
  checklists.some(
    ({ id, criteria }) =>
      id === of.checklist && criteria.some((one) => one.kind === 'ticked' && one.id === of.criterion),
  );

/** The day that a tick counts from: the sender's, but none that is still to come. */
export const dayOfTick = (on: Day, today: Day): Day => (on > today ? today : on);
