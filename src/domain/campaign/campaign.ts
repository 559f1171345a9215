import * as v from 'valibot';
import type { Uuid } from '../../lib/ids.ts';
import { addDays, day, type Day } from '../../lib/day.ts';
import { uuid } from '../record/record.ts';
import { campaignTopic } from './topics.ts';

/** Ages by birth year. The bands do not overlap, so that no two campaigns differ by a handful of years. */
export const ageBands = ['16to34', '35to59', 'from60'] as const;
export type AgeBand = (typeof ageBands)[number];

export const longestName = 80;
/** A campaign lasts a year at most, and is planned a year ahead at most. */
export const longestCampaign = 366;

const words = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(most));

/** Whom a campaign means; absent members let everybody in. */
export const campaignWhom = v.object({
  ages: v.optional(v.picklist(ageBands)),
  hardship: v.optional(v.literal(true)),
  /** Names of clusters as the villages write them, compared without regard to case or spaces. */
  clusters: v.optional(v.pipe(v.array(words(80)), v.minLength(1), v.maxLength(20))),
});
export type CampaignWhom = v.InferOutput<typeof campaignWhom>;

/**
 * What an officer asks the villages of a commune to do together: `topic` for those whom it means, from the day `from`
 * to the day `until`. It names nobody. `villages`: some of the commune's; absent: all. `share`: the target, of those
 * meant.
 */
export const campaign = v.object({
  id: uuid,
  area: uuid,
  name: words(longestName),
  topic: campaignTopic,
  whom: campaignWhom,
  from: day,
  until: day,
  villages: v.optional(v.pipe(v.array(uuid), v.minLength(1), v.maxLength(200))),
  share: v.pipe(v.number(), v.minValue(0.01), v.maxValue(1)),
  /** `ended`: by an officer before its last day · `withdrawn`: it should not have been. Kept in history either way. */
  closed: v.optional(v.object({ how: v.picklist(['ended', 'withdrawn']), on: day })),
});
export type Campaign = v.InferOutput<typeof campaign>;
export type HowClosed = NonNullable<Campaign['closed']>['how'];

/** A campaign as the server keeps it: each change is another version, all are kept. */
export const versionedCampaign = v.object({
  ...campaign.entries,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type VersionedCampaign = v.InferOutput<typeof versionedCampaign>;

export type CampaignState = 'planned' | 'running' | 'ended' | 'withdrawn';

export function campaignState({ from, until, closed }: Pick<Campaign, 'from' | 'until' | 'closed'>, today: Day) {
  if (closed) return closed.how;
  if (today < from) return 'planned';
  return (today <= until ? 'running' : 'ended') satisfies CampaignState;
}

/** The day as of which it is counted: its last one once it has ended, else today. */
export function countedOn({ until, closed }: Pick<Campaign, 'until' | 'closed'>, today: Day): Day {
  const last = closed && closed.on < until ? closed.on : until;
  return last < today ? last : today;
}

/** The day with which it is compared: the one before it began. */
export const comparedWith = ({ from }: Pick<Campaign, 'from'>, countedOnDay: Day): Day => {
  const before = addDays(from, -1);
  return before < countedOnDay ? before : countedOnDay;
};

/**
 * Is the village one of its villages? By where the village lies now: a village that moves to another commune leaves the
 * campaigns of the old one.
 *
 * @param line the village and all areas above it
 */
export const reaches = ({ area, villages }: Pick<Campaign, 'area' | 'villages'>, line: readonly Uuid[]): boolean =>
  line.includes(area) && (villages === undefined || villages.some((village) => line.includes(village)));

/** Running first, then planned, each by its day; then what is over, the latest first. */
export function inOrder<C extends Campaign>(campaigns: readonly C[], today: Day): C[] {
  const rank = { running: 0, planned: 1, ended: 2, withdrawn: 3 } as const;
  const sign = (of: Campaign): number => (rank[campaignState(of, today)] > 1 ? -1 : 1);
  return [...campaigns].sort((a, b) => {
    const byRank = rank[campaignState(a, today)] - rank[campaignState(b, today)];
    if (byRank !== 0) return byRank;
    const [keyA, keyB] = [`${a.until} ${a.id}`, `${b.until} ${b.id}`];
    return keyA === keyB ? 0 : (keyA < keyB ? -1 : 1) * sign(a);
  });
}

/** What is wrong with a campaign that somebody wants to keep. */
export type CampaignProblem = 'days' | 'begun' | 'over';

/**
 * May `next` replace `before` (absent: is new)? Once it has begun, what is compared stays: topic, whom it means, its
 * villages and its first day. What is over or closed stays as it is.
 */
export function campaignProblem(next: Campaign, before: Campaign | undefined, today: Day): CampaignProblem | undefined {
  const { from, until } = next;
  if (before) {
    const state = campaignState(before, today);
    if (state === 'ended' || state === 'withdrawn') return 'over';
    if (before.area !== next.area || (state === 'running' && compared(before) !== compared(next))) return 'begun';
  }
  const isFirstDayKept = before !== undefined && before.from === from;
  if (until < from || until < today || (from < today && !isFirstDayKept)) return 'days';
  return from > addDays(today, longestCampaign) || until > addDays(from, longestCampaign) ? 'days' : undefined;
}

const compared = ({ topic, whom, from, villages }: Campaign): string =>
  JSON.stringify([
    topic,
    whom.ages ?? null,
    whom.hardship ?? false,
    [...(whom.clusters ?? [])].sort(),
    from,
    [...(villages ?? [])].sort(),
  ]);
