import * as v from 'valibot';
import { indicatorIds } from '../domain/indicator/indicator.ts';
import { mainFigures } from '../domain/report/main-figures.ts';
import { peerBands } from '../domain/report/peer-bands.ts';
import { uuid } from '../domain/record/record.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const figure = v.object({
  met: count,
  notMet: count,
  unknown: count,
  total: count,
  apart: count,
  /** Absent from an older server. */
  proxy: v.optional(count),
});

/** Values by name. Names that only a newer server knows are left out. */
export const known = <Name extends string, Schema extends v.GenericSchema>(names: readonly Name[], value: Schema) =>
  v.pipe(
    v.record(v.string(), v.unknown()),
    v.transform((all) =>
      Object.fromEntries(Object.entries(all).filter(([name]) => (names as readonly string[]).includes(name))),
    ),
    v.record(v.picklist(names), value),
  );

/** Counts as `countIndicators` gives them; nothing personal. An older server's lack figures that it does not know. */
export const villageCounts = v.object({
  coverage: v.object({ households: count, surveyed: count, residents: count, adults: count }),
  figures: known(indicatorIds, figure),
});

/** Per figure, how many of the same people progressed or fell back since the period before. */
export const villageMoves = known(mainFigures, v.object({ progressed: count, fellBack: count }));
/** A village's rank among similar ones, in three bands. */
export const villageBands = known(mainFigures, v.picklist(peerBands));

/** The source of a target, in words. */
export const targetSource = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
export const target = v.object({
  indicator: v.picklist(indicatorIds),
  /** 0 to 1; 0 removes the target of this figure and year. */
  share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)),
  source: targetSource,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export const areaTarget = v.object({ ...target.entries, area: uuid });

/** Targets of figures that only a newer server knows are left out. */
export const knownTargets = <Schema extends v.GenericSchema>(one: Schema) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((all) => all.filter((given) => !v.is(v.object({ indicator: v.string() }), given) || isKnown(given))),
    v.array(one),
  );

const isKnown = ({ indicator }: { readonly indicator: string }): boolean =>
  (indicatorIds as readonly string[]).includes(indicator);
