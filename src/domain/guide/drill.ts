import * as v from 'valibot';
import { addDays } from '../../lib/day.ts';
import type { Day } from '../../lib/day.ts';
import { drillRestDays } from './drill-rest.ts';
import { slug } from './screen.ts';

/** One situation to practise: somebody calls, writes or comes. Its words: `drills:scripts.<id>`. */
export const drill = v.strictObject({
  id: slug,
  by: v.picklist(['call', 'message', 'letter', 'visit']),
  /** Whether the caller is who they say they are. Half of them are, or people would learn to trust nobody. */
  genuine: v.boolean(),
  /** Where such a case was read: a source of one of the guides. */
  source: v.strictObject({ guide: slug, id: slug }),
});
export type Drill = v.InferOutput<typeof drill>;

export const drills = v.array(drill);

const words = v.pipe(v.string(), v.trim(), v.nonEmpty('a text is empty'));

/** The caller's lines in order, and why the call was genuine or not. */
export const drillScript = v.strictObject({ who: words, opens: words, asks: words, pushes: words, why: words });
export type DrillScript = v.InferOutput<typeof drillScript>;

export const drillTexts = v.object({ scripts: v.record(slug, drillScript) });

const pairsInARound = 2;

/** The day from which the drills are offered again. */
export const dueAgain = (last: Day): Day => addDays(last, drillRestDays);

/**
 * The situations of a round: as many genuine as fake, others than in the round before, in an order that does not show
 * which is which.
 * @param round counted from 0
 */
export function roundOf(all: readonly Drill[], round: number): readonly Drill[] {
  const pick = (genuine: boolean): readonly Drill[] => {
    const kind = all.filter((one) => one.genuine === genuine);
    return Array.from(
      { length: Math.min(pairsInARound, kind.length) },
      (_, index) => kind[(round * pairsInARound + index) % kind.length]!,
    );
  };
  const left = { f: [...pick(false)], g: [...pick(true)] };
  // All six orders there are of two and two, a different one each round: no pattern to learn.
  const order = orders[round % orders.length] ?? orders[0];
  return order.flatMap((which) => left[which].shift() ?? []);
}

const orders = [
  ['f', 'g', 'g', 'f'],
  ['g', 'f', 'g', 'f'],
  ['f', 'f', 'g', 'g'],
  ['g', 'f', 'f', 'g'],
  ['f', 'g', 'f', 'g'],
  ['g', 'g', 'f', 'f'],
] as const;
