import { formerCodes } from './former-codes.ts';
import type { AnswerQuestion, Questionnaire } from './question.ts';
import { quick } from './quick-form.ts';
import { version2 } from './version-2.ts';

/** The questions that replace those of version 2: the same options under a new code. */
const replacedBy = new Map(Object.entries(formerCodes).map(([code, former]) => [former, code]));

const person = version2.person.map((question): AnswerQuestion => {
  const code = replacedBy.get(question.code);
  return code === undefined ? question : { ...question, code };
});

/**
 * Since December 2026: eTax Mobile, the health insurance card and the health record are asked about the last 12 months
 * in both forms, and the short form asks for confirmed skills too.
 */
export const version3: Questionnaire = { version: 3, household: version2.household, person, quick };
