import { answerField, type Answer } from '../record/answer.ts';
import type { Condition } from '../questionnaire/condition.ts';
import type { Day } from '../../lib/day.ts';
import type { Fields } from '../record/record.ts';
import type { Confidence, Visit } from './visit.ts';

/**
 * The code under which a person's record keeps what a re-check observed, by the guide: `R6` belongs to question P6 and
 * `R7` to P15 (P7 before). It is stored as an answer is, with its day and its earlier values, so it is counted, shown,
 * merged, moved and erased as answers are. No form asks it.
 */
const codeByGuide: ReadonlyMap<string, string> = new Map([
  ['public-services', 'R6'],
  ['etax-mobile', 'R7'],
]);

export const observedCodes: readonly string[] = [...codeByGuide.values()];

/** The person's fields in which a re-check of this guide keeps what it observes. */
export const observedFields = (guide: string): string[] =>
  [codeByGuide.get(guide)].flatMap((code) => (code === undefined ? [] : [answerField(code)]));

/**
 * The fields that a re-check sets. Only what the member saw: a person who says it has been asked the question itself.
 */
export function observedAt(
  { guide }: Pick<Visit, 'guide'>,
  how: 'seen' | 'told' | null,
  confidence: Confidence | null,
  by: { readonly today: Day; readonly version: number },
): Fields {
  if (how !== 'seen' || confidence === null) return {};
  const seen: Answer = { v: confidence, by: 'self', on: by.today, q: by.version };
  return Object.fromEntries(observedFields(guide).map((field) => [field, seen]));
}

/**
 * The person was seen to do one of these alone at the latest re-check. Without a re-check the condition is false, not
 * unknown.
 */
export const seenAlone: Condition = {
  any: observedCodes.map((answer) => ({ answer, in: ['alone', 'teaches'] satisfies Confidence[], absent: 'no' })),
};
