import type { Uuid } from '../lib/ids.ts';
import { articleTargets, type Target } from './target.ts';

/** A target that an officer set for an area and everything below it. Each change is another version; none is lost. */
export interface AreaTarget extends Target {
  readonly area: Uuid;
}

/**
 * The targets of a village: for each figure and year what the nearest area above it says, in its latest version; where nobody
 * said anything, what the article of 2022 tells.
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
  const own = [...chosen.values()].map(({ area: _, ...target }) => target);
  // A share of none is how an officer takes a target back.
  return [...own.filter(({ share }) => share > 0), ...articleTargets.filter(({ indicator, year }) => !chosen.has(`${indicator} ${year}`))];
}
