import type { AnswersByCode, StandingAnswer } from '../record/answer.ts';

/**
 * Questions that replaced others about the same, by their codes. P7, P8 and P9 named no period where the form was asked
 * person by person, and their figures speak of 12 months.
 */
export const formerCodes: Readonly<Record<string, string>> = { P15: 'P7', P16: 'P8', P17: 'P9' };

/**
 * The standing answer to a question, given under its own code or that of the question it replaced: the later of both,
 * of one day the one under its own. A phone that still asks the former question may answer it last.
 */
export function standingAnswer(code: string, answers: AnswersByCode): StandingAnswer | undefined {
  const former = Object.hasOwn(formerCodes, code) ? answers[formerCodes[code]!] : undefined;
  const own = answers[code];
  return own === undefined || (former !== undefined && former.on > own.on) ? (former ?? own) : own;
}
