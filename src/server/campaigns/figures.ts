import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { countedOn, reaches, type Campaign, type VersionedCampaign } from '../../domain/campaign/campaign.ts';
import { countCampaign, withoutCount, type CampaignCount } from '../../domain/campaign/count.ts';
import { campaignFromAbove, type CountedForCampaign } from '../../domain/campaign/from-above.ts';
import { householdsOf } from '../../domain/people/village.ts';
import type { CampaignFigures } from '../../protocol/campaign.ts';
import { villagesBelow } from '../accounts/areas.ts';
import type { Database } from '../accounts/deps.ts';
import { recordsIn, villageVersions } from '../areas/village-records.ts';

/** A village's part in a campaign, as it was counted last. */
interface Counted {
  /** What it was counted from: version of the campaign, version of the village, day. */
  readonly of: string;
  readonly count: CampaignCount;
  readonly others: CampaignCount;
}

/** Counts campaigns for readers above the villages. */
export interface CampaignCounter {
  read(campaign: VersionedCampaign, now: number, today: Day): Promise<CampaignFigures>;
}

/** A campaign looks at nothing else. */
const kinds = ['household', 'person'] as const;

/** Parts kept; a part is some hundred bytes. */
const mostKept = 5000;

/**
 * Counts a campaign out of the villages' records with the function by which the phones count, one village at a time,
 * and keeps the result until the village, the campaign or the day is another.
 */
export function createCampaignCounter(db: Database): CampaignCounter {
  const kept = new Map<string, Counted>();

  async function countedIn(campaign: VersionedCampaign, village: Uuid, villageVersion: number, today: Day) {
    const key = `${campaign.id} ${village}`;
    const of = `${campaign.version} ${villageVersion} ${countedOn(campaign, today)}`;
    const known = kept.get(key);
    if (known?.of === of) return known;
    const households = householdsOf(await recordsIn(db, village, kinds));
    const count = countCampaign(campaign, households, today);
    const all: Campaign = { ...campaign, whom: {} };
    const fresh = { of, count, others: withoutCount(countCampaign(all, households, today), count) };
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, fresh);
    return fresh;
  }

  return {
    async read(campaign, now, today) {
      const villages = (await villagesBelow(db, [campaign.area])).filter(({ id }) =>
        reaches(campaign, [id, campaign.area]),
      );
      const versions = await villageVersions(
        db,
        villages.map(({ id }) => id),
      );
      const counted: CountedForCampaign[] = [];
      for (const { id } of villages) {
        const { count, others } = await countedIn(campaign, id, versions.get(id) ?? 0, today);
        counted.push({ village: id, count, others });
      }
      const { villages: shown, all, more } = campaignFromAbove(counted);
      return {
        campaign: campaign.id,
        on: countedOn(campaign, today),
        villages: [...shown],
        ...(all && { all }),
        more,
        now,
      };
    },
  };
}
