import { fullName, titleName, type Area } from '../../../domain/access/area.ts';
import { foldText } from '../../../lib/fold.ts';
import { addCounts, emptyCounts, type Counts } from '../../../domain/indicator/count.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import type { VillageProgress } from '../../../protocol/progress.ts';

/** A village of an officer's list. */
export interface ListedVillage {
  readonly area: Area;
  /** "Thôn Tân Đông" */
  readonly name: string;
  /** The commune's name, when the list spans several. */
  readonly within: string;
  /** Undefined for a village added after the figures came. */
  readonly progress: VillageProgress | undefined;
}

/** The villages among `areas` with their figures, by name, never by rank. */
export function listVillages(areas: readonly Area[], report: readonly VillageProgress[]): ListedVillage[] {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const progressOf = new Map(report.map((one) => [one.village, one]));
  const villages = areas.filter(({ kind }) => kind === 'village');
  const several = new Set(villages.map(({ parent }) => parent)).size > 1;
  return villages
    .map((area) => {
      const commune = area.parent === undefined ? undefined : byId.get(area.parent);
      return {
        area,
        name: titleName(area),
        within: several && commune ? fullName(commune) : '',
        progress: progressOf.get(area.id),
      };
    })
    .sort(
      (a, b) =>
        a.within.localeCompare(b.within, 'vi') || a.area.name.localeCompare(b.area.name, 'vi', { numeric: true }),
    );
}

/** Those whose name or commune contains what was typed; marks and capitals do not matter. */
export const villagesNamed = (typed: string, villages: readonly ListedVillage[]): ListedVillage[] => {
  const wanted = foldText(typed.trim());
  return villages.filter(({ name, within }) => foldText(`${name} ${within}`).includes(wanted));
};

/** All of them together. */
export const sumOf = (report: readonly VillageProgress[]): Counts =>
  report.map(countsOf).reduce(addCounts, emptyCounts(indicators));

/** The figures that the server told: one that it does not know, or that may not be shown, is absent. */
export const shownCounts = ({ coverage, figures }: VillageProgress): Counts => ({
  coverage,
  figures: figures as Counts['figures'],
});

/** A figure that an older server does not know counts as 0. */
export const countsOf = (progress: VillageProgress): Counts =>
  addCounts(emptyCounts(indicators), shownCounts(progress));
