import type { Uuid } from '../../lib/ids.ts';
import { noFigure, type Counts, type Figure } from '../indicator/counts.ts';
import { indicatorIds, type IndicatorId } from '../indicator/indicator.ts';

/** A reader outside of the village could identify the people of a smaller cell. */
export const fewest = 5;

const isSmall = ({ met, notMet, unknown }: Figure): boolean =>
  [met, notMet, unknown].some((cell) => cell > 0 && cell < fewest);

/** Figures of other ages, and the figure of the same condition among all adults. */
const ofAdults: Readonly<Partial<Record<IndicatorId, IndicatorId>>> = {
  T4from15: 'T4',
  T4from18: 'T4',
  smartphoneFrom18: 'smartphone',
  signatureFrom18: 'signature',
  publicServicesFrom18: 'publicServices',
  skillsConfirmedFrom18: 'skillsConfirmed',
};

/**
 * Figures from which each other can be computed: the same people counted among adults and among all; and people online,
 * those who do something there and those who do nothing else. They are hidden together.
 */
export const families: readonly (readonly IndicatorId[])[] = (() => {
  const linked: readonly (readonly IndicatorId[])[] = [
    ['T1', 'T2', 'socialOnly'],
    ['T4', 'T4residents'],
    ['T5', 'T5residents'],
  ];
  return [...linked, ...indicatorIds.filter((id) => !linked.flat().includes(id)).map((id) => [id])];
})();

/** A village's figures, and the area whose sum a reader may know. */
export interface CountedVillage {
  readonly village: Uuid;
  readonly commune: Uuid | undefined;
  readonly counts: Counts;
  /** The same village's figures of other days, shown beside these. */
  readonly beside?: readonly Counts[];
}

/**
 * For readers above the village: figures with a cell under five are left out, and with them those from which they could
 * be computed. A figure that is missing of one village alone could be computed from the commune's sum, so the smallest
 * of the other villages leaves it out too. The number of surveyed households is always shown.
 */
export function withoutSmallCells(villages: readonly CountedVillage[]): Map<Uuid, Counts> {
  const hidden = hiddenFigures(villages);
  return new Map(villages.map(({ village, counts }) => [village, withoutFigures(counts, hidden.get(village)!)]));
}

export function withoutFigures({ coverage, figures }: Counts, hidden: ReadonlySet<IndicatorId>): Counts {
  const shown = Object.entries(figures).filter(([id]) => !hidden.has(id as IndicatorId));
  return {
    coverage,
    figures: Object.fromEntries(shown.map(([id, figure]) => [id, withoutSmallProxy(figure)])) as Counts['figures'],
  };
}

/** How many answers came from others is left out where it is a handful, or all but a handful. */
function withoutSmallProxy({ proxy, ...figure }: Figure): Figure {
  const told = proxy ?? 0;
  const themselves = figure.met + figure.notMet - told;
  const isSmallPart = [told, themselves].some((part) => part > 0 && part < fewest);
  return proxy === undefined || isSmallPart ? figure : { ...figure, proxy };
}

/** Which figures of each village `withoutSmallCells` leaves out. */
export function hiddenFigures(villages: readonly CountedVillage[]): Map<Uuid, Set<IndicatorId>> {
  const hidden = new Map<Uuid, Set<IndicatorId>>(villages.map(({ village }) => [village, new Set()]));
  for (const siblings of byCommune(villages)) {
    for (const family of families)
      for (const { village } of toHide(siblings, family)) family.forEach((id) => hidden.get(village)!.add(id));
  }
  return hidden;
}

/** Groups of villages whose sum a reader may know. */
export function byCommune(villages: readonly CountedVillage[]): CountedVillage[][] {
  const groups = new Map<Uuid | undefined, CountedVillage[]>();
  for (const one of villages) groups.set(one.commune, [...(groups.get(one.commune) ?? []), one]);
  return [...groups.values()];
}

/** Has the figure a small cell, or one that it differs by from the same figure among all adults? */
export function givesAwayFew(id: IndicatorId, figures: Counts['figures']): boolean {
  const figure = figures[id];
  if (figure === undefined) return false;
  const base = ofAdults[id];
  const adults = base && figures[base];
  return isSmall(figure) || (adults !== undefined && (isSmall(adults) || isSmall(apartFrom(adults, figure))));
}

/** The people of one of the two figures who are not in the other. */
const apartFrom = (a: Figure, b: Figure): Figure => ({
  ...noFigure,
  met: Math.abs(a.met - b.met),
  notMet: Math.abs(a.notMet - b.notMet),
  unknown: Math.abs(a.unknown - b.unknown),
});

function toHide(siblings: readonly CountedVillage[], family: readonly IndicatorId[]): CountedVillage[] {
  const isHidden = ({ counts, beside = [] }: CountedVillage): boolean =>
    [counts, ...beside].some(({ figures }) => family.some((id) => givesAwayFew(id, figures)));
  const people = ({ counts }: CountedVillage): number =>
    Math.max(...family.map((id) => counts.figures[id]?.total ?? 0));
  const hidden = siblings.filter(isHidden);
  if (hidden.length !== 1) return hidden;
  // A village without people has nothing to hide.
  const next = siblings
    .filter((one) => !isHidden(one) && people(one) > 0)
    .sort((a, b) => people(a) - people(b) || (a.village < b.village ? -1 : 1))[0];
  return next ? [...hidden, next] : hidden;
}
