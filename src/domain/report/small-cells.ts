import type { Uuid } from '../../lib/ids.ts';
import type { Counts, Figure } from '../indicator/counts.ts';
import { indicatorIds, type IndicatorId } from '../indicator/indicator.ts';

/** Fewer people than this could be somebody in particular to a reader outside of the village. */
export const fewest = 5;

const isSmall = ({ met, notMet, unknown }: Figure): boolean => [met, notMet, unknown].some((cell) => cell > 0 && cell < fewest);

/**
 * Figures out of which each other can be worked out: the same people counted among adults and among all, and those who
 * are online, who do something there and who do nothing else. They are hidden together.
 */
const families: readonly (readonly IndicatorId[])[] = (() => {
  const linked: readonly (readonly IndicatorId[])[] = [['T1', 'T2', 'socialOnly'], ['T4', 'T4residents'], ['T5', 'T5residents']];
  return [...linked, ...indicatorIds.filter((id) => !linked.flat().includes(id)).map((id) => [id])];
})();

/** A village as it is counted, and the area whose sum somebody may know. */
export interface CountedVillage {
  readonly village: Uuid;
  readonly commune: Uuid | undefined;
  readonly counts: Counts;
}

/**
 * For readers above the commune: figures with a cell under five are left out, and with them those from which they could
 * be worked out. Where a figure of one village alone were missing, the commune's sum less the others would tell it: then
 * the smallest of the others is left out too. How many homes were asked is about nobody.
 */
export function withoutSmallCells(villages: readonly CountedVillage[]): Map<Uuid, Counts> {
  const hidden = new Map<Uuid, Set<IndicatorId>>(villages.map(({ village }) => [village, new Set()]));
  for (const siblings of byCommune(villages)) {
    for (const family of families) for (const { village } of toHide(siblings, family)) family.forEach((id) => hidden.get(village)!.add(id));
  }
  return new Map(
    villages.map(({ village, counts: { coverage, figures } }) => {
      const shown = Object.entries(figures).filter(([id]) => !hidden.get(village)!.has(id as IndicatorId));
      return [village, { coverage, figures: Object.fromEntries(shown) as Counts['figures'] }];
    }),
  );
}

/** Villages whose sum somebody may know, together. */
export function byCommune(villages: readonly CountedVillage[]): CountedVillage[][] {
  const groups = new Map<Uuid | undefined, CountedVillage[]>();
  for (const one of villages) groups.set(one.commune, [...(groups.get(one.commune) ?? []), one]);
  return [...groups.values()];
}

function toHide(siblings: readonly CountedVillage[], family: readonly IndicatorId[]): CountedVillage[] {
  const isHidden = ({ counts }: CountedVillage): boolean => family.some((id) => counts.figures[id] !== undefined && isSmall(counts.figures[id]));
  const people = ({ counts }: CountedVillage): number => Math.max(...family.map((id) => counts.figures[id]?.total ?? 0));
  const hidden = siblings.filter(isHidden);
  if (hidden.length !== 1) return hidden;
  // A village with nobody in it hides nothing.
  const next = siblings.filter((one) => !isHidden(one) && people(one) > 0).sort((a, b) => people(a) - people(b) || (a.village < b.village ? -1 : 1))[0];
  return next ? [...hidden, next] : hidden;
}
