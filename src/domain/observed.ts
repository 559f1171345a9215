import { answerField, type Answer } from './answer.ts';
import type { Condition } from './condition.ts';
import type { Day } from './day.ts';
import type { Fields } from './record.ts';
import type { Confidence, Visit } from './visit.ts';

/**
 * Under which code a person's record keeps what was seen of them at a re-check, by the guide they had been shown: `R6` goes
 * with question P6 and `R7` with P7. It is kept as an answer is, with the day it was seen on and what was seen before, and
 * so it counts, is shown, is merged, moves and is erased as answers are. Nobody is asked it.
 */
const codeByGuide: ReadonlyMap<string, string> = new Map([
  ['public-services', 'R6'],
  ['etax-mobile', 'R7'],
]);

export const observedCodes: readonly string[] = [...codeByGuide.values()];

/** The fields of a person in which a re-check of this guide keeps what it sees. */
export const observedFields = (guide: string): string[] => [codeByGuide.get(guide)].flatMap((code) => (code === undefined ? [] : [answerField(code)]));

/** What is kept of a re-check. Only what was seen with one's own eyes: who tells it has been asked the question again. */
export function observedAt({ guide }: Pick<Visit, 'guide'>, how: 'seen' | 'told' | null, confidence: Confidence | null, by: { readonly today: Day; readonly version: number }): Fields {
  if (how !== 'seen' || confidence === null) return {};
  const seen: Answer = { v: confidence, by: 'self', on: by.today, q: by.version };
  return Object.fromEntries(observedFields(guide).map((field) => [field, seen]));
}

/** Was seen to do one of these alone when somebody last looked. Where nobody has looked it was not seen: a no, and no gap in what is known. */
export const seenAlone: Condition = { any: observedCodes.map((answer) => ({ answer, in: ['alone', 'teaches'] satisfies Confidence[], absent: 'no' })) };
