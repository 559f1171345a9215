import * as v from 'valibot';
import { day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { indicatorIds } from '../indicator/indicator.ts';
import { isStorable } from '../record/json.ts';
import { uuid } from '../record/record.ts';
import { checklistIds, type Checklist } from './checklist.ts';
import { checklists } from './checklists.ts';
import { isTicked, type Tick } from './tick.ts';

// Checklists that a province or a commune keeps itself: the criteria of a "thôn thông minh" are each province's own.

export const mostCriteria = 60;
/** Of one area, in use. */
export const mostLists = 5;
/** Of one area, with those that were withdrawn. */
export const mostStoredLists = 20;
export const longestCriterion = 600;
export const longestListName = 120;
export const longestDecision = 80;
export const longestPlace = 200;

const words = (most: number) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(most), v.check(isStorable, 'not storable'));

/** A UUID without its dashes: ticks name lists and criteria by letters and digits only. */
const ownId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

/** The name of a new list, or of a new criterion. */
export const ownIdOf = (id: Uuid): string => id.replaceAll('-', '');

/** A criterion, `text` as its decision prints it: a person ticks it, or a figure of the village answers it. */
export const areaCriterion = v.variant('kind', [
  v.object({ kind: v.literal('ticked'), id: ownId, text: words(longestCriterion) }),
  v.object({
    kind: v.literal('figure'),
    id: ownId,
    text: words(longestCriterion),
    indicator: v.picklist(indicatorIds),
    share: v.pipe(v.number(), v.minValue(0.01), v.maxValue(1)),
  }),
]);
export type AreaCriterion = v.InferOutput<typeof areaCriterion>;

/**
 * The list of a province or a commune. Its criteria keep their ids when it is edited, so that ticks stay with them.
 * `replaces`: the built-in list that villages no longer see.
 */
export const areaChecklist = v.object({
  id: ownId,
  name: words(longestListName),
  /** Its number and day, and where it may be read. */
  decision: v.object({ number: words(longestDecision), day, read: words(longestPlace) }),
  replaces: v.optional(v.picklist(checklistIds)),
  criteria: v.pipe(
    v.array(areaCriterion),
    v.minLength(1),
    v.maxLength(mostCriteria),
    v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'a criterion twice'),
  ),
});
export type AreaChecklist = v.InferOutput<typeof areaChecklist>;

/** As the server has it: whose it is, and its version, which rises with every change. */
export const keptChecklist = v.object({
  ...areaChecklist.entries,
  area: uuid,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** No village sees it any more. */
  withdrawn: v.optional(v.literal(true)),
});
export type KeptChecklist = v.InferOutput<typeof keptChecklist>;

/**
 * The lists of areas that hold for a village: those of the nearest area first, in the order in which they were made. Of
 * lists that replace the same built-in one, those of the nearest area count.
 *
 * @param line the village and all areas above it, nearest first
 */
export function listsFor<L extends KeptChecklist>(line: readonly Uuid[], kept: readonly L[]): L[] {
  const found: L[] = [];
  for (const area of line) {
    const replaced = new Set(found.map(({ replaces }) => replaces));
    const own = kept.filter(
      (one) =>
        one.area === area &&
        !one.withdrawn &&
        !found.some(({ id }) => id === one.id) &&
        (one.replaces === undefined || !replaced.has(one.replaces)),
    );
    // Ids rise with time.
    found.push(...own.sort((a, b) => (a.id < b.id ? -1 : 1)));
  }
  return found;
}

/** A list as a village sees it. */
export type ShownChecklist = Checklist | KeptChecklist;

export const isKept = (list: ShownChecklist): list is KeptChecklist => 'decision' in list;

/** The lists of a village: those that its areas keep, then the built-in ones that none of them replaces. */
export const shownChecklists = (kept: readonly KeptChecklist[]): ShownChecklist[] => [
  ...kept,
  ...checklists.filter(({ id }) => !kept.some(({ replaces }) => replaces === id)),
];

/**
 * What the server stores besides: `once`: criteria that people could tick and that the list no longer has. A tick made
 * without a network, before the phone heard of it, is kept all the same.
 */
export interface StoredChecklist extends KeptChecklist {
  readonly once: readonly string[];
}

/** Of how many criteria a list remembers that they could be ticked once. */
const mostOnce = 300;

const tickedIn = ({ criteria }: Pick<AreaChecklist, 'criteria'>): string[] =>
  criteria.flatMap(({ kind, id }) => (kind === 'ticked' ? [id] : []));

/** The criteria that could be ticked before the list became `next`, the latest ones last. */
export function onceTicked(before: StoredChecklist | undefined, next: Pick<AreaChecklist, 'criteria'>): string[] {
  if (!before) return [];
  const now = new Set(tickedIn(next));
  return [...new Set([...before.once, ...tickedIn(before)])].filter((id) => !now.has(id)).slice(-mostOnce);
}

/** Is this a criterion that people tick, or could tick, in one of these lists or a built-in one? */
export const mayBeTicked = (of: Pick<Tick, 'checklist' | 'criterion'>, kept: readonly StoredChecklist[]): boolean =>
  isTicked(of) ||
  kept.some((list) => list.id === of.checklist && [...tickedIn(list), ...list.once].includes(of.criterion));
