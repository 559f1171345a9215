import { addDays, type Day } from '../../lib/day.ts';
import { dayTyped } from '../../lib/typed-day.ts';
import type { FormFields, Shown } from '../../domain/record/edit.ts';
import type { Uuid } from '../../lib/ids.ts';
import {
  ageBands,
  longestCampaign,
  type AgeBand,
  type Campaign,
  type CampaignWhom,
  type VersionedCampaign,
} from '../../domain/campaign/campaign.ts';
import { campaignTopics } from '../../domain/campaign/topics.ts';

/** What stands in the form, as it was typed and chosen. */
export interface CampaignTyped {
  readonly area: Uuid;
  readonly name: string;
  readonly topic: string;
  /** An age band, or `all`. */
  readonly ages: string;
  readonly hardshipOnly: boolean;
  readonly clusters: string;
  readonly from: string;
  readonly until: string;
  readonly some: boolean;
  readonly villages: readonly Uuid[];
  readonly percent: number | null;
}

export const everyAge = 'all';

/** A campaign is stored, and has versions, as a whole. */
export const wholeCampaign = 'campaign';

/** The form of a new campaign: a month from today, for all. */
export const shownNew = (area: Uuid, today: Day, dayInWords: (day: Day) => string): Shown<CampaignTyped> => ({
  values: newTyped(area, today, dayInWords),
  bases: {},
});

/** The form of a campaign that is there. */
export const shownCampaign = (of: VersionedCampaign, dayInWords: (day: Day) => string): Shown<CampaignTyped> => ({
  values: typedOf(of, dayInWords),
  bases: { [wholeCampaign]: of.version },
});

export const campaignFields: FormFields<CampaignTyped> = {
  area: wholeCampaign,
  name: wholeCampaign,
  topic: wholeCampaign,
  ages: wholeCampaign,
  hardshipOnly: wholeCampaign,
  clusters: wholeCampaign,
  from: wholeCampaign,
  until: wholeCampaign,
  some: wholeCampaign,
  villages: wholeCampaign,
  percent: wholeCampaign,
};

const newTyped = (area: Uuid, today: Day, dayInWords: (day: Day) => string): CampaignTyped => ({
  area,
  name: '',
  topic: campaignTopics[0],
  ages: everyAge,
  hardshipOnly: false,
  clusters: '',
  from: dayInWords(today),
  until: dayInWords(addDays(today, 30)),
  some: false,
  villages: [],
  percent: 80,
});

const typedOf = (of: VersionedCampaign, dayInWords: (day: Day) => string): CampaignTyped => ({
  area: of.area,
  name: of.name,
  topic: of.topic,
  ages: of.whom.ages ?? everyAge,
  hardshipOnly: of.whom.hardship === true,
  clusters: (of.whom.clusters ?? []).join(', '),
  from: dayInWords(of.from),
  until: dayInWords(of.until),
  some: of.villages !== undefined,
  villages: of.villages ?? [],
  percent: Math.round(of.share * 100),
});

export type CampaignFieldProblem = 'name' | 'from' | 'until' | 'which' | 'share';

/** The campaign that was typed, or what is wrong with it. @param begun its first day stays as it is */
export function campaignTyped(
  id: Uuid,
  typed: CampaignTyped,
  today: Day,
  begun: boolean,
): Omit<Campaign, 'closed'> | readonly CampaignFieldProblem[] {
  const from = dayTyped(typed.from);
  const until = dayTyped(typed.until);
  const { percent } = typed;
  const isFromWrong = from === undefined || (!begun && (from < today || from > addDays(today, longestCampaign)));
  const isUntilWrong =
    until === undefined ||
    until < today ||
    (from !== undefined && (until < from || until > addDays(from, longestCampaign)));
  const isShareWrong = percent === null || !Number.isInteger(percent) || percent < 1 || percent > 100;
  const problems: CampaignFieldProblem[] = [
    ...(typed.name.trim() === '' ? (['name'] as const) : []),
    ...(isFromWrong ? (['from'] as const) : []),
    ...(isUntilWrong ? (['until'] as const) : []),
    ...(typed.some && typed.villages.length === 0 ? (['which'] as const) : []),
    ...(isShareWrong ? (['share'] as const) : []),
  ];
  const topic = campaignTopics.find((one) => one === typed.topic);
  if (problems.length > 0 || from === undefined || until === undefined || percent === null || !topic) return problems;
  return {
    id,
    area: typed.area,
    name: typed.name.trim(),
    topic,
    whom: whomTyped(typed),
    from,
    until,
    ...(typed.some && { villages: [...typed.villages] }),
    share: percent / 100,
  };
}

function whomTyped({ ages, hardshipOnly, clusters }: CampaignTyped): CampaignWhom {
  const band: AgeBand | undefined = ageBands.find((one) => one === ages);
  const named = clusters
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return {
    ...(band && { ages: band }),
    ...(hardshipOnly && { hardship: true as const }),
    ...(named.length > 0 && { clusters: named }),
  };
}
