import type { Uuid } from '../../lib/ids.ts';
import { fewest } from '../report/small-cells.ts';
import { addCampaignCounts, meantOf, moreOf, noCampaignCount, type CampaignCount, type Cells } from './count.ts';

/** A village's figures of a campaign, and of all others there whom its topic is about. */
export interface CountedForCampaign {
  readonly village: Uuid;
  readonly count: CampaignCount;
  readonly others: CampaignCount;
}

/** What a reader above the village may know of it. */
export interface VillageFromAbove {
  readonly village: Uuid;
  /** Absent where a group has fewer than five people. */
  readonly count?: { readonly start: Cells; readonly now: Cells };
  /** By how many more have it, the same people compared; absent for fewer than five. */
  readonly more?: number;
}

export interface CampaignFromAbove {
  /** In the order given. */
  readonly villages: readonly VillageFromAbove[];
  /** Of all villages; absent where it is too small itself. */
  readonly all?: { readonly start: Cells; readonly now: Cells };
  /** At least so many more, in the villages that are shown. */
  readonly more: number;
}

const isFew = (count: number): boolean => count > 0 && count < fewest;
const isSmall = ({ met, notMet, unknown }: Cells): boolean => [met, notMet, unknown].some(isFew);
const hasSmall = ({ start, now }: CampaignCount): boolean => isSmall(start) || isSmall(now);

/**
 * A campaign's figures for readers above the village: a village with a group of fewer than five is left out, and so is
 * one where the others are so few, because the figure of all is known. Where that leaves out one village alone, the
 * smallest of the others is left out too, or the sum would tell its figures.
 */
export function campaignFromAbove(counted: readonly CountedForCampaign[]): CampaignFromAbove {
  const hidden = toHide(counted);
  const sum = counted.reduce((all, { count }) => addCampaignCounts(all, count), noCampaignCount);
  const villages = counted.map(({ village, count }): VillageFromAbove => {
    if (hidden.has(village)) return { village };
    const more = moreOf(count);
    return { village, count: { start: count.start, now: count.now }, ...(more >= fewest && { more }) };
  });
  // The sum must not tell the figures of those left out when they are few together.
  const left = counted
    .filter(({ village }) => hidden.has(village))
    .reduce((all, { count }) => addCampaignCounts(all, count), noCampaignCount);
  const isTold = !hasSmall(sum) && !hasSmall(left);
  return {
    villages,
    ...(isTold && { all: { start: sum.start, now: sum.now } }),
    more: villages.reduce((all, { more = 0 }) => all + more, 0),
  };
}

function toHide(counted: readonly CountedForCampaign[]): ReadonlySet<Uuid> {
  const isHidden = ({ count, others }: CountedForCampaign): boolean => hasSmall(count) || hasSmall(others);
  const hidden = counted.filter(isHidden);
  if (hidden.length === 1) {
    // A village without people has nothing to hide.
    const [next] = counted
      .filter((one) => !isHidden(one) && meantOf(one.count.now) > 0)
      .sort((a, b) => meantOf(a.count.now) - meantOf(b.count.now) || (a.village < b.village ? -1 : 1));
    if (next) hidden.push(next);
  }
  return new Set(hidden.map(({ village }) => village));
}
