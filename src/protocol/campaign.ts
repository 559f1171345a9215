import * as v from 'valibot';
import { day } from '../lib/day.ts';
import { uuid } from '../domain/record/record.ts';
import { version } from './saved.ts';
import { campaign, versionedCampaign, type VersionedCampaign } from '../domain/campaign/campaign.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Campaigns of kinds that only a newer server knows are left out. */
const knownCampaigns = v.pipe(
  v.array(v.unknown()),
  v.transform((all) =>
    all.flatMap((one): VersionedCampaign[] => {
      const read = v.safeParse(versionedCampaign, one);
      return read.success ? [read.output] : [];
    }),
  ),
);

/** GET /api/p/<enrolment>/campaigns: the campaigns that the requester's areas take part in, closed ones too. */
export const campaignsResponse = v.object({ campaigns: knownCampaigns, now: v.number() });
export type CampaignsResponse = v.InferOutput<typeof campaignsResponse>;

/**
 * POST /api/p/<enrolment>/campaigns: a new campaign, or one changed. `seen`: the version on top of which it was
 * changed, 0 for a new one. Nothing about how it is closed is taken from here.
 */
export const campaignRequest = v.object({ campaign: v.omit(campaign, ['closed']), seen: version });
export type CampaignRequest = v.InferOutput<typeof campaignRequest>;
/**
 * `refused`: nothing was stored, because somebody else has changed it since (`meanwhile`), because its days are wrong,
 * or because it has begun or is over (`CampaignProblem`).
 */
export const campaignAnswer = v.object({
  ...campaignsResponse.entries,
  refused: v.optional(v.picklist(['meanwhile', 'days', 'begun', 'over'])),
});
export type CampaignAnswer = v.InferOutput<typeof campaignAnswer>;

/** POST /api/p/<enrolment>/campaigns/close: it ends now, or is withdrawn. Answered with `campaignAnswer`. */
export const closeCampaignRequest = v.object({ id: uuid, how: v.picklist(['ended', 'withdrawn']) });

/** GET /api/p/<enrolment>/campaigns/figures: what readers above the villages may know of a campaign. */
export const campaignFiguresQuery = v.object({ id: uuid });
const cells = v.object({ met: count, notMet: count, unknown: count });
const twice = v.object({ start: cells, now: cells });
export const campaignFigures = v.object({
  campaign: uuid,
  /** The day as of which it is counted. */
  on: day,
  villages: v.array(v.object({ village: uuid, count: v.optional(twice), more: v.optional(count) })),
  all: v.optional(twice),
  /** At least so many more have it than before. */
  more: count,
  now: v.number(),
});
export type CampaignFigures = v.InferOutput<typeof campaignFigures>;
