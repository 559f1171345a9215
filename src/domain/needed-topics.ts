import type { Answer, AnswersByCode } from './answer.ts';
import { wishTopics, type WishTopic } from './questionnaire/wish-topics.ts';

/** Answers that speak for showing somebody a topic. */
const gaps: readonly { readonly topic: WishTopic; readonly code: string; readonly answers: readonly string[] }[] = [
  { topic: 'first-steps', code: 'P2', answers: ['no'] },
  { topic: 'vneid', code: 'P3', answers: ['cannotOpen', 'level1', 'none', 'notYet'] },
  { topic: 'public-services', code: 'P6', answers: ['others', 'paper', 'notSelf'] },
  { topic: 'e-payment', code: 'P4', answers: ['no'] },
  { topic: 'e-payment', code: 'P5', answers: ['helped', 'no', 'notSelf'] },
  { topic: 'etax-mobile', code: 'P7', answers: ['helped', 'installed', 'no', 'notSelf'] },
  { topic: 'vssid', code: 'P8', answers: ['installed', 'no', 'notSelf'] },
  { topic: 'health-book', code: 'P9', answers: ['no'] },
  { topic: 'safety', code: 'P11a', answers: ['readCode', 'askThenRead'] },
  { topic: 'safety', code: 'P11b', answers: ['tapLink', 'childTaps'] },
  { topic: 'scammed', code: 'P11c', answers: ['wait', 'deleteMessages'] },
];

const isTopic = (value: unknown): value is WishTopic => wishTopics.some((topic) => topic === value);
const valueOf = (given: Answer | undefined): unknown => (given && 'v' in given ? given.v : undefined);

/** What a person wished for (H8), then what their answers show they do not do by their own hand yet. */
export function topicsNeeded(answers: AnswersByCode): WishTopic[] {
  const wish = valueOf(answers['H8']);
  const shown = gaps.filter(({ code, answers: these }) => these.some((one) => one === valueOf(answers[code]))).map(({ topic }) => topic);
  return [...new Set([...(isTopic(wish) ? [wish] : []), ...shown])];
}
