import type { AnswersByCode } from './answer.ts';
import { evaluate, type Condition } from './condition.ts';
import type { WishTopic } from './questionnaire/wish-topics.ts';

/** What helps where no guide can: something the team does. Words: `visits:action.<action>` in locales/. */
export const gapActions = ['phone', 'signal', 'fibre', 'signature', 'zaloGroup'] as const;
export type GapAction = (typeof gapActions)[number];

/** What to bring: a guide by its id in the catalogue, or something to do. */
export type Remedy = { readonly guide: string } | { readonly action: GapAction };

/** A question whose answer can be a gap. `settled`: who answers so lacks nothing here, or has nothing to do with it. */
export interface GapRule {
  readonly question: string;
  readonly of: 'household' | 'person';
  readonly settled: Condition;
  readonly remedy: Remedy;
}

const rule = (of: GapRule['of'], question: string, settled: readonly string[], remedy: Remedy): GapRule => ({ of, question, settled: { answer: question, in: settled }, remedy });
const home = (question: string, settled: readonly string[], action: GapAction): GapRule => rule('household', question, settled, { action });
const person = (question: string, settled: readonly string[], guide: string): GapRule => rule('person', question, settled, { guide });

/**
 * Every gap the survey can find and what to bring to it, what builds on nothing else first: who has no way into the
 * network gains little from a guide to paying tax. Selling online (H7) is nobody's gap: most have nothing to sell.
 */
export const gapRules: readonly GapRule[] = [
  home('H1', ['yes'], 'signal'),
  home('H3', ['good'], 'signal'),
  home('H2', ['yes'], 'fibre'),
  { of: 'household', question: 'H4', settled: { answer: 'H4', atLeast: 1 }, remedy: { action: 'phone' } },
  home('H6', ['yes'], 'zaloGroup'),
  // A shared phone is enough to learn on.
  rule('person', 'P1', ['own', 'shared', 'notOwn'], { action: 'phone' }),
  person('P2', ['daily', 'weekly', 'rarely', 'online'], 'first-steps'),
  person('P3', ['opens'], 'vneid'),
  person('P11a', ['hangUp'], 'internet-safety'),
  person('P11b', ['ownStore'], 'internet-safety'),
  person('P11c', ['callBank'], 'been-scammed'),
  person('P8', ['yes'], 'vssid'),
  person('P9', ['yes'], 'health-record'),
  person('P4', ['yes'], 'e-payment'),
  person('P5', ['self'], 'e-payment'),
  person('P6', ['self', 'guided', 'byOwnHand', 'noErrand'], 'public-services'),
  person('P7', ['self', 'noTax'], 'etax-mobile'),
  person('P10', ['yes', 'notThere'], 'satisfaction'),
  person('P12', ['self'], 'buy-sell-online'),
  rule('person', 'P13', ['yes'], { action: 'signature' }),
  // Skills are confirmed inside VNeID.
  person('P14', ['yes'], 'vneid'),
];

/** The rules whose gap these answers show, in the order of `gapRules`. What is not known is no gap: it is asked first. */
export const gapsIn = (of: GapRule['of'], answers: AnswersByCode): GapRule[] =>
  gapRules.filter((one) => one.of === of && evaluate(one.settled, answers) === 'no');

/** What to bring to somebody with these answers, each once: what they wished first, then by the order of the gaps. */
export function guidesFor(answers: AnswersByCode): string[] {
  const wished = wishIn(answers);
  const found = gapsIn('person', answers).flatMap(({ remedy }) => ('guide' in remedy ? [remedy.guide] : []));
  return [...new Set([...(wished === undefined ? [] : [wished]), ...found])];
}

/** The questions about a guide that are still a gap: the ones a re-check asks again. */
export const gapQuestions = (guide: string, answers: AnswersByCode): string[] =>
  gapsIn('person', answers).flatMap(({ remedy, question }) => ('guide' in remedy && remedy.guide === guide ? [question] : []));

/** The guide that answers each wish (H8): the wishes' codes are older than the guides' ids and never change. */
export const guideOfWish: Readonly<Record<WishTopic, string>> = {
  'first-steps': 'first-steps',
  vneid: 'vneid',
  'public-services': 'public-services',
  'e-payment': 'e-payment',
  'etax-mobile': 'etax-mobile',
  vssid: 'vssid',
  'health-book': 'health-record',
  welfare: 'welfare-payment',
  safety: 'internet-safety',
  scammed: 'been-scammed',
  'zalo-survey': 'satisfaction',
  'sell-online': 'buy-sell-online',
};

/** The guide that somebody wished for; undefined where they wished for nothing, or were not asked. */
export function wishIn(answers: AnswersByCode): string | undefined {
  const given = answers['H8'];
  const wish = given && 'v' in given ? given.v : undefined;
  return typeof wish === 'string' && Object.hasOwn(guideOfWish, wish) ? guideOfWish[wish as WishTopic] : undefined;
}
