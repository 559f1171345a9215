import type { Uuid } from '../../lib/ids.ts';
import type { Target } from './target.ts';

/** A target that an officer set for an area and everything below it. Each change is another version; all are kept. */
export interface AreaTarget extends Target {
  readonly area: Uuid;
}

/** The latest version of an area's own target; undefined where it never set one. */
export const latestOf = (
  set: readonly AreaTarget[],
  { area, indicator, year }: Pick<AreaTarget, 'area' | 'indicator' | 'year'>,
): AreaTarget | undefined =>
  set
    .filter((one) => one.area === area && one.indicator === indicator && one.year === year)
    .sort((a, b) => b.version - a.version)[0];

/**
 * The targets of a village: for each figure and year the latest version of the nearest area that set one. A village
 * for which nobody set any has none.
 *
 * @param line the village and all areas above it, nearest first
 */
export function targetsFor(line: readonly Uuid[], set: readonly AreaTarget[]): Target[] {
  const chosen = new Map<string, AreaTarget>();
  for (const target of set) {
    const near = line.indexOf(target.area);
    if (near < 0) continue;
    const key = `${target.indicator} ${target.year}`;
    const before = chosen.get(key);
    const nearBefore = before ? line.indexOf(before.area) : Infinity;
    if (near < nearBefore || (near === nearBefore && target.version > (before?.version ?? 0))) chosen.set(key, target);
  }
  // An empty share removes the target.
  return [...chosen.values()].filter(({ share }) => share > 0).map(({ area: _, ...target }) => target);
}
