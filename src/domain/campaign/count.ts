import type { Day } from '../../lib/day.ts';
import type { Uuid } from '../../lib/ids.ts';
import { answersUntil, type AnswersByCode } from '../record/answer.ts';
import type { Truth } from '../questionnaire/condition.ts';
import { rowsIn } from '../indicator/count.ts';
import type { Household } from '../people/village.ts';
import { comparedWith, countedOn, type Campaign } from './campaign.ts';
import { meantIn } from './meant.ts';
import { topicStateOf, type CampaignTopic, type TopicState } from './topics.ts';

/** How many of those meant have it, have it not, and of how many it is not known. */
export interface Cells {
  readonly met: number;
  readonly notMet: number;
  readonly unknown: number;
}

/**
 * A campaign's figures. The same people twice: those whom it means now, as they are and as they were the day before it
 * began. Who is in a tally only is nobody in particular, and not in it.
 */
export interface CampaignCount {
  readonly start: Cells;
  readonly now: Cells;
  /** No then, yes now. Who was not asked before it began is not among them. */
  readonly progressed: number;
  /** Yes then, no now. */
  readonly fellBack: number;
}

export const noCells: Cells = { met: 0, notMet: 0, unknown: 0 };
export const noCampaignCount: CampaignCount = { start: noCells, now: noCells, progressed: 0, fellBack: 0 };

export const meantOf = ({ met, notMet, unknown }: Cells): number => met + notMet + unknown;

/** By how many more have it, the same people compared; never fewer than none. */
export const moreOf = ({ progressed, fellBack }: Pick<CampaignCount, 'progressed' | 'fellBack'>): number =>
  Math.max(0, progressed - fellBack);

/** How many of those meant the target asks for. */
export const wantedOf = (share: number, meant: number): number => Math.max(0, Math.ceil(share * meant - 1e-9));

const addCells = (a: Cells, b: Cells, sign: 1 | -1): Cells => ({
  met: a.met + sign * b.met,
  notMet: a.notMet + sign * b.notMet,
  unknown: a.unknown + sign * b.unknown,
});

const combined = (a: CampaignCount, b: CampaignCount, sign: 1 | -1): CampaignCount => ({
  start: addCells(a.start, b.start, sign),
  now: addCells(a.now, b.now, sign),
  progressed: a.progressed + sign * b.progressed,
  fellBack: a.fellBack + sign * b.fellBack,
});

export const addCampaignCounts = (a: CampaignCount, b: CampaignCount): CampaignCount => combined(a, b, 1);

/** `a` without `b`, which is part of it. */
export const withoutCount = (a: CampaignCount, b: CampaignCount): CampaignCount => combined(a, b, -1);

/** One whom a campaign means. */
export interface CampaignCase {
  readonly household: Household;
  /** Undefined where the campaign is about households. */
  readonly person: Uuid | undefined;
  /** On the day before it began. */
  readonly before: Truth;
  readonly now: Truth;
}

const truths: Readonly<Record<TopicState, Truth>> = {
  met: 'yes',
  lacks: 'no',
  ask: 'unknown',
  declined: 'unknown',
  // Then it was not theirs to have; now it is, and they have it or lack it.
  apart: 'no',
};

/** Everybody whom a campaign means in these households, as of `today` or of its last day, if that is over. */
export function campaignCases(campaign: Campaign, households: readonly Household[], today: Day): CampaignCase[] {
  const on = countedOn(campaign, today);
  return households.flatMap((household) => casesIn(campaign, household, on));
}

function casesIn(campaign: Campaign, household: Household, on: Day): CampaignCase[] {
  const adults = rowsIn(household, on).flatMap(({ person, isAdult }) => (isAdult ? [person] : []));
  const meant = meantIn(campaign, household, adults);
  const judged = meant === 'household' ? [{ id: undefined, answers: household.answers }] : meant;
  return judged.flatMap(({ id, answers }) => {
    const then = stateOn(campaign.topic, answers, comparedWith(campaign, on));
    const now = stateOn(campaign.topic, answers, on);
    return now === 'apart' ? [] : [{ household, person: id, before: truths[then], now: truths[now] }];
  });
}

const stateOn = (topic: CampaignTopic, answers: AnswersByCode, on: Day): TopicState =>
  topicStateOf(topic, answersUntil(answers, on));

/** The figures of a campaign in these households; phone and server count with it. */
export function countCampaign(campaign: Campaign, households: readonly Household[], today: Day): CampaignCount {
  const sum = { start: { ...noCells }, now: { ...noCells }, progressed: 0, fellBack: 0 };
  const cell = { yes: 'met', no: 'notMet', unknown: 'unknown' } as const;
  for (const { before, now } of campaignCases(campaign, households, today)) {
    sum.start[cell[before]]++;
    sum.now[cell[now]]++;
    if (before === 'no' && now === 'yes') sum.progressed++;
    if (before === 'yes' && now === 'no') sum.fellBack++;
  }
  return sum;
}
