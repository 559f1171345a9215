import { lineOf, titleName, type Area } from '../../../domain/access/area.ts';
import type { Counts, Figure } from '../../../domain/indicator/counts.ts';
import { indicators } from '../../../domain/indicator/current.ts';
import type { IndicatorId } from '../../../domain/indicator/indicator.ts';
import { targetsFor, type AreaTarget } from '../../../domain/report/area-target.ts';
import { summarize, type FigureSummary } from '../../../domain/report/figure-summary.ts';
import { yearOf, type Day } from '../../../lib/day.ts';
import type { VillageProgress } from '../../../protocol/progress.ts';
import { shownCounts, sumOf, type ListedVillage } from '../villages/village-list.ts';
import { attentionOf, noAttention, togetherNeeding, type Attention } from './attention.ts';

/** A row of the officer's table: a village, or an area with all its villages. */
export interface TableRow {
  readonly area: Area;
  /** "Thôn Tân Đông" */
  readonly name: string;
  /** The area above, where rows of several stand together. */
  readonly within: string;
  readonly isVillage: boolean;
  /** Villages in the row: 1 for a village. */
  readonly villages: number;
  /** Undefined where no figures have come yet. */
  readonly coverage: Counts['coverage'] | undefined;
  /** Those that may be shown to this reader. */
  readonly figures: ReadonlyMap<IndicatorId, FigureSummary>;
  /** Figures left out so that no small group shows. */
  readonly hidden: ReadonlySet<IndicatorId>;
  /** Of the reports of the period that is due. */
  readonly reports: { readonly signed: number; readonly received: number; readonly due: number };
  readonly unsent: VillageProgress['unsent'];
  readonly attention: Attention;
}

export interface RowContext {
  readonly areas: readonly Area[];
  /** The targets that came with the figures. */
  readonly targets: readonly AreaTarget[];
  /** Unix ms. */
  readonly now: number;
  readonly today: Day;
}

/**
 * The areas that make a row each: provinces, else communes, whichever there are several of; undefined: the villages
 * themselves.
 */
function groupingOf(
  villages: readonly ListedVillage[],
  byId: ReadonlyMap<string, Area>,
): ReadonlyMap<Area, ListedVillage[]> | undefined {
  for (const kind of ['province', 'commune'] as const) {
    const groups = new Map<Area, ListedVillage[]>();
    for (const village of villages) {
      const above = lineOf(village.area.id, byId).find((area) => area.kind === kind);
      if (!above) continue;
      const group = groups.get(above);
      if (group) group.push(village);
      else groups.set(above, [village]);
    }
    if (groups.size > 1) return groups;
  }
  return undefined;
}

/** The villages inside `scope`; all where it is undefined. */
export function villagesIn(
  villages: readonly ListedVillage[],
  areas: readonly Area[],
  scope: string | undefined,
): readonly ListedVillage[] {
  if (scope === undefined) return villages;
  const byId = new Map(areas.map((area) => [area.id, area]));
  return villages.filter(({ area }) => lineOf(area.id, byId).some(({ id }) => id === scope));
}

/**
 * A row a commune (or province) where the villages are of several, else a row a village, by name.
 * @param single a row a village in any case: for a search
 */
export function tableRows(villages: readonly ListedVillage[], context: RowContext, single = false): TableRow[] {
  const byId = new Map(context.areas.map((area) => [area.id, area]));
  const targetsOf = (area: Area) =>
    targetsFor(
      lineOf(area.id, byId).map(({ id }) => id),
      context.targets,
    );
  const groups = single ? undefined : groupingOf(villages, byId);
  if (!groups) return villages.map((village) => villageRow(village, targetsOf(village.area), context));
  return [...groups]
    .map(([area, inside]) => groupRow(area, inside, targetsOf(area), context))
    .sort((a, b) => a.area.name.localeCompare(b.area.name, 'vi', { numeric: true }));
}

function villageRow(
  { area, name, within, progress }: ListedVillage,
  targets: ReturnType<typeof targetsFor>,
  { now, today }: RowContext,
): TableRow {
  const counts = progress && shownCounts(progress);
  const figures = summaries(counts, targets, today);
  const behind = [...figures.values()].filter(isBehind).length;
  return {
    area,
    name,
    within,
    isVillage: true,
    villages: 1,
    coverage: progress?.coverage,
    figures,
    hidden: hiddenIn(counts ? [counts] : []),
    reports: reportsOf(progress ? [progress] : [], today),
    unsent: progress?.unsent ?? { forms: 0, phones: 0 },
    attention: progress ? attentionOf(progress, { now, today, behind }) : noAttention,
  };
}

/** The sum of what may be shown of each village: a figure hidden in one of them is the sum of the others. */
function groupRow(
  area: Area,
  inside: readonly ListedVillage[],
  targets: ReturnType<typeof targetsFor>,
  context: RowContext,
): TableRow {
  const known = inside.flatMap(({ progress }) => progress ?? []);
  const counts = sumOf(known);
  const shown = indicators.filter(({ id }) => known.some(({ figures }) => id in figures)).map(({ id }) => id);
  const all = { ...counts, figures: pick(counts.figures, shown) };
  const figures = summaries(all, targets, context.today);
  const oldest = known.flatMap(({ unsent }) => unsent.oldest ?? []).sort((a, b) => a - b)[0];
  return {
    area,
    name: titleName(area),
    within: '',
    isVillage: false,
    villages: inside.length,
    coverage: counts.coverage,
    figures,
    hidden: hiddenIn([all]),
    reports: reportsOf(known, context.today),
    unsent: {
      forms: known.reduce((sum, { unsent }) => sum + unsent.forms, 0),
      phones: known.reduce((sum, { unsent }) => sum + unsent.phones, 0),
      ...(oldest === undefined ? {} : { oldest }),
    },
    attention: togetherNeeding(
      known
        .map((progress) => attentionOf(progress, { ...context, behind: 0 }))
        .concat({
          ...noAttention,
          behind: [...figures.values()].filter(isBehind).length,
          reasons: [...figures.values()].some(isBehind) ? ['behind'] : [],
        }),
    ),
  };
}

/** Below its target, every unknown counted as no. Where nothing is known there is nothing to be behind in. */
export const isBehind = ({ target, known }: FigureSummary): boolean =>
  target !== undefined && (known === 'exact' || known === 'range') && target.gap.missing > 0;

function summaries(
  counts: Counts | undefined,
  targets: ReturnType<typeof targetsFor>,
  today: Day,
): ReadonlyMap<IndicatorId, FigureSummary> {
  if (!counts) return new Map();
  return new Map(
    indicators
      .filter(({ id }) => id in counts.figures)
      .map(({ id }) => [id, summarize(id, counts, targets, yearOf(today))]),
  );
}

const hiddenIn = (all: readonly Counts[]): ReadonlySet<IndicatorId> =>
  new Set(all.flatMap(({ figures }) => indicators.map(({ id }) => id).filter((id) => !(id in figures))));

const pick = (figures: Counts['figures'], ids: readonly IndicatorId[]): Counts['figures'] =>
  Object.fromEntries(ids.map((id): [IndicatorId, Figure] => [id, figures[id]])) as Counts['figures'];

function reportsOf(all: readonly VillageProgress[], today: Day): TableRow['reports'] {
  const due = all.flatMap(({ report }) => (report && today >= report.opens ? report : []));
  return {
    due: due.length,
    signed: due.filter(({ signedAt }) => signedAt !== undefined).length,
    received: due.filter(({ receivedAt }) => receivedAt !== undefined).length,
  };
}

/** "Xã Ea Knuếc" above the rows of one commune. */
export const scopeName = (areas: readonly Area[], scope: string | undefined): string | undefined => {
  const found = areas.find(({ id }) => id === scope);
  return found && titleName(found);
};
