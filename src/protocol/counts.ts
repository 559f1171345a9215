import * as v from 'valibot';
import { indicatorIds } from '../domain/indicator/indicator.ts';
import { mainFigures } from '../domain/report/main-figures.ts';
import { peerBands } from '../domain/report/peer-bands.ts';
import { uuid } from '../domain/record.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const figure = v.object({ met: count, notMet: count, unknown: count, total: count, apart: count });

/** Counts as `countIndicators` gives them; nothing personal. An older server's lack figures that it does not know. */
export const villageCounts = v.object({
  coverage: v.object({ households: count, surveyed: count, residents: count, adults: count }),
  figures: v.record(v.picklist(indicatorIds), figure),
});

/** What the same people learned and unlearned since the period before, figure by figure. */
export const villageMoves = v.record(v.picklist(mainFigures), v.object({ progressed: count, fellBack: count }));
/** Where a village stands among those like it, in no more than three steps. */
export const villageBands = v.record(v.picklist(mainFigures), v.picklist(peerBands));

/** Where a target comes from, in words. */
export const targetSource = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
export const target = v.object({
  indicator: v.picklist(indicatorIds),
  /** 0 to 1; 0 takes the target of this figure and year back. */
  share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  year: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)),
  source: targetSource,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export const areaTarget = v.object({ ...target.entries, area: uuid });
