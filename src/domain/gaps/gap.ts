import type { AnswersByCode } from '../record/answer.ts';
import { evaluate, type Condition } from '../questionnaire/condition.ts';
import type { WishTopic } from '../questionnaire/wish-topics.ts';

/** What the team does about a gap that no guide closes. Words: `visits:action.<action>` in locales/. */
export const gapActions = ['phone', 'signal', 'fibre', 'signature', 'zaloGroup'] as const;
export type GapAction = (typeof gapActions)[number];

/** What to bring: a guide by its id in the catalogue, or something to do. */
export type Remedy = { readonly guide: string } | { readonly action: GapAction };

/** A question whose answer can be a gap. `settled`: answers that show no gap, or that the question does not concern. */
export interface GapRule {
  readonly question: string;
  readonly of: 'household' | 'person';
  readonly settled: Condition;
  readonly remedy: Remedy;
}

const rule = (of: GapRule['of'], question: string, settled: readonly string[], remedy: Remedy): GapRule => ({
  of,
  question,
  settled: { answer: question, in: settled },
  remedy,
});
const household = (question: string, settled: readonly string[], action: GapAction): GapRule =>
  rule('household', question, settled, { action });
const person = (question: string, settled: readonly string[], guide: string): GapRule =>
  rule('person', question, settled, { guide });

/**
 * Every gap the survey can find and its remedy. A gap comes before those that build on it: without access to the
 * network a guide to paying tax helps little. Selling online (H7) is no gap: most people have nothing to sell.
 */
export const gapRules: readonly GapRule[] = [
  household('H1', ['yes'], 'signal'),
  household('H3', ['good'], 'signal'),
  household('H2', ['yes'], 'fibre'),
  { of: 'household', question: 'H4', settled: { answer: 'H4', atLeast: 1 }, remedy: { action: 'phone' } },
  household('H6', ['yes'], 'zaloGroup'),
  // A shared phone is enough to learn on.
  rule('person', 'P1', ['own', 'shared', 'notOwn'], { action: 'phone' }),
  person('P2', ['daily', 'weekly', 'rarely', 'online'], 'first-steps'),
  person('P3', ['opens'], 'vneid'),
  person('P11a', ['hangUp'], 'internet-safety'),
  person('P11b', ['ownStore'], 'internet-safety'),
  person('P11c', ['callBank'], 'been-scammed'),
  person('P16', ['yes'], 'vssid'),
  person('P17', ['yes'], 'health-record'),
  person('P4', ['yes'], 'e-payment'),
  person('P5', ['self'], 'e-payment'),
  person('P6', ['self', 'guided', 'byOwnHand', 'noErrand'], 'public-services'),
  person('P15', ['self', 'noTax'], 'etax-mobile'),
  person('P10', ['yes', 'notThere'], 'satisfaction'),
  person('P12', ['self'], 'buy-sell-online'),
  rule('person', 'P13', ['yes'], { action: 'signature' }),
  // Skills are confirmed inside VNeID.
  person('P14', ['yes'], 'vneid'),
];

/**
 * A guide that helps beside a gap's own remedy, with some of the answers only. It is offered after the remedies; its
 * visits are re-checked without a question.
 */
export interface SupportingGuide {
  readonly guide: string;
  readonly question: string;
  readonly when: Condition;
}

const supporting = (guide: string, question: string, answers: readonly string[]): SupportingGuide => ({
  guide,
  question,
  when: { answer: question, in: answers },
});

export const supportingGuides: readonly SupportingGuide[] = [
  // VNeID's codes go to the SIM: registered at the police and not opened is often a SIM in another name or phone.
  supporting('sim-in-own-name', 'P3', ['cannotOpen']),
  // Banks and Mobile Money open an account only for a SIM in the person's own name.
  supporting('sim-in-own-name', 'P4', ['no']),
  // Without a touch phone the family helps, and a paper health card serves.
  supporting('family-help', 'P1', ['keypad', 'none']),
];

/**
 * The rules whose gap these answers show, in the order of `gapRules`. What is not known is no gap: it is asked first.
 */
export const gapsIn = (of: GapRule['of'], answers: AnswersByCode): GapRule[] =>
  gapRules.filter((one) => one.of === of && evaluate(one.settled, answers) === 'no');

const supportingIn = (answers: AnswersByCode): SupportingGuide[] =>
  supportingGuides.filter(({ when }) => evaluate(when, answers) === 'yes');

/**
 * The guides for a person with these answers, each once: the one they wished for first, then in the order of gaps, then
 * the supporting ones.
 */
export function guidesFor(answers: AnswersByCode): string[] {
  const wished = wishIn(answers);
  const found = gapsIn('person', answers).flatMap(({ remedy }) => ('guide' in remedy ? [remedy.guide] : []));
  const beside = supportingIn(answers).map(({ guide }) => guide);
  return [...new Set([...(wished === undefined ? [] : [wished]), ...found, ...beside])];
}

/** The questions about a guide that are still a gap: the ones a re-check asks again. */
export const gapQuestions = (guide: string, answers: AnswersByCode): string[] =>
  gapsIn('person', answers).flatMap(({ remedy, question }) =>
    'guide' in remedy && remedy.guide === guide ? [question] : [],
  );

/** The questions for whose answers this guide is among `guidesFor`: why it is offered. */
export const questionsServed = (guide: string, answers: AnswersByCode): string[] => [
  ...gapQuestions(guide, answers),
  ...supportingIn(answers).flatMap((one) => (one.guide === guide ? [one.question] : [])),
];

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

/** The guide that a person wished for; undefined when they wished for none or were not asked. */
export function wishIn(answers: AnswersByCode): string | undefined {
  const given = answers['H8'];
  const wish = given && 'v' in given ? given.v : undefined;
  return typeof wish === 'string' && Object.hasOwn(guideOfWish, wish) ? guideOfWish[wish as WishTopic] : undefined;
}
