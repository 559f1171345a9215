import * as v from 'valibot';
import type { AnswersByCode } from '../record/answer.ts';
import { indicators } from '../indicator/current.ts';
import type { Indicator, IndicatorId } from '../indicator/indicator.ts';
import { codesIn, evaluate, type Condition } from '../questionnaire/condition.ts';
import { standingAnswer } from '../questionnaire/former-codes.ts';

/**
 * What a campaign can be about: figures of single services among adults, and of what a household needs for them. The
 * names lie on the wire; new ones go to the end, and raise `summaryEdition` (search/record-summary.ts).
 */
export const campaignTopics = [
  'vneid',
  'T4',
  'payment',
  'publicServices',
  'etax',
  'healthCard',
  'healthRecord',
  'satisfaction',
  'signature',
  'smartphone',
  'safety',
  'T1',
  'buysOnline',
  'T3subscribed',
  'homePhone',
  'zaloGroup',
] as const satisfies readonly IndicatorId[];
export const campaignTopic = v.picklist(campaignTopics);
export type CampaignTopic = v.InferOutput<typeof campaignTopic>;

/** People whom a topic cannot be about: nobody is visited for a tax that they do not pay. */
const apartFrom: Partial<Record<CampaignTopic, Condition>> = {
  etax: { answer: 'P15', in: ['noTax'] },
  publicServices: { answer: 'P6', in: ['noErrand'] },
};

const byTopic = new Map<CampaignTopic, Indicator>(
  campaignTopics.map((topic) => [topic, indicators.find(({ id }) => id === topic)!]),
);

export const indicatorOf = (topic: CampaignTopic): Indicator => byTopic.get(topic)!;

export const isOfHouseholds = (topic: CampaignTopic): boolean => indicatorOf(topic).among === 'households';

/**
 * Where somebody stands with a topic: `met`, `lacks` it, not known (`ask`), not known because they would not say
 * (`declined`), or the topic cannot be about them (`apart`).
 */
export type TopicState = 'met' | 'lacks' | 'ask' | 'declined' | 'apart';

/** @param answers those of a person, or of a household where the topic is one of households */
export function topicStateOf(topic: CampaignTopic, answers: AnswersByCode): TopicState {
  const { met } = indicatorOf(topic);
  const truth = evaluate(met, answers);
  if (truth === 'yes') return 'met';
  const apart = apartFrom[topic];
  if (apart && evaluate(apart, answers) === 'yes') return 'apart';
  if (truth === 'no') return 'lacks';
  const isDeclined = codesIn(met).some((code) => {
    const given = standingAnswer(code, answers);
    return given !== undefined && 'na' in given && given.na === 'refused';
  });
  return isDeclined ? 'declined' : 'ask';
}

const letters: Readonly<Record<TopicState, string>> = { met: 'm', lacks: 'l', ask: '-', declined: 'd', apart: 'a' };
const statesByLetter = new Map(Object.entries(letters).map(([state, letter]) => [letter, state as TopicState]));

/**
 * The states of all topics as a text of one letter a topic, in their order: a village's summaries hold it for
 * everybody. Nothing known of any is the empty text.
 */
export function topicLetters(of: 'household' | 'person', answers: AnswersByCode): string {
  const all = campaignTopics
    .map((topic) =>
      isOfHouseholds(topic) === (of === 'household') ? letters[topicStateOf(topic, answers)] : letters.ask,
    )
    .join('');
  return /^-*$/.test(all) ? '' : all;
}

/** A topic's state in such a text. */
export const topicStateIn = (topic: CampaignTopic, text: string): TopicState =>
  statesByLetter.get(text[campaignTopics.indexOf(topic)] ?? letters.ask) ?? 'ask';
