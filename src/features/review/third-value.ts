import { questionOf, thirdAnswer, type Conflict } from '../../domain/merge/conflict.ts';
import type { Day } from '../../lib/day.ts';
import type { Json } from '../../domain/record/json.ts';
import { questionnaire } from '../../domain/questionnaire/current.ts';
import { everyQuestion } from '../../domain/questionnaire/flow.ts';
import { valuesOf } from './words.ts';

/** How a third value is given: typed, counted, or chosen. */
export type ThirdInput =
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'number' | 'year'; readonly min: number; readonly max: number }
  | { readonly kind: 'one' | 'several'; readonly options: readonly string[] };

/** The input's state before it is a value. */
export interface ThirdDraft {
  readonly text: string;
  readonly number: number | null;
  readonly chosen: readonly string[];
}
export const emptyThird: ThirdDraft = { text: '', number: null, chosen: [] };

const texts = new Set(['headName', 'address', 'cluster', 'name']);

/** Undefined where only the values that are there can be chosen. */
export function thirdInput(field: string): ThirdInput | undefined {
  const code = questionOf({ field });
  if (code !== undefined) return inputOfQuestion(code);
  if (texts.has(field)) return { kind: 'text', maxLength: 200 };
  if (field === 'birthYear') return { kind: 'year', min: 1900, max: 2100 };
  const options = valuesOf(field);
  return options.length > 0 ? { kind: 'one', options } : undefined;
}

/** The parts of any question type that a third value needs. */
interface AnyQuestion {
  readonly code?: string;
  readonly type: string;
  readonly options?: readonly { readonly code: string }[];
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
}

function inputOfQuestion(code: string): ThirdInput | undefined {
  const question: AnyQuestion | undefined = everyQuestion.household.get(code) ?? everyQuestion.person.get(code);
  if (!question) return undefined;
  const { type, options, min, max, maxLength } = question;
  if (type === 'yesNo') return { kind: 'one', options: ['yes', 'no'] };
  if (options) return { kind: type === 'several' ? 'several' : 'one', options: options.map((option) => option.code) };
  if (min !== undefined) return { kind: 'number', min, max: max ?? 2100 };
  return maxLength === undefined ? undefined : { kind: 'text', maxLength };
}

/** The typed value as the field stores it; undefined while it is incomplete. */
export function thirdValue(conflict: Conflict, input: ThirdInput, draft: ThirdDraft, today: Day): Json | undefined {
  const given = givenIn(input, draft);
  if (given === undefined) return undefined;
  return questionOf(conflict) === undefined ? given : thirdAnswer(conflict, given, today, questionnaire.version);
}

function givenIn(input: ThirdInput, { text, number, chosen }: ThirdDraft): string | number | string[] | undefined {
  switch (input.kind) {
    case 'text': {
      const trimmed = text.trim().normalize('NFC');
      return trimmed === '' ? undefined : trimmed;
    }
    case 'number':
    case 'year':
      return number !== null && number >= input.min && number <= input.max ? number : undefined;
    case 'one':
      return chosen[0];
    case 'several':
      return chosen.length > 0 ? [...chosen] : undefined;
  }
}
