import { questionOf, thirdAnswer, type Conflict } from '../../domain/conflict.ts';
import type { Day } from '../../domain/day.ts';
import type { Json } from '../../domain/json.ts';
import { questionnaire } from '../../domain/questionnaire/current.ts';
import { valuesOf } from './words.ts';

/** How a third value is given: typed, counted, or chosen. */
export type ThirdInput =
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'one' | 'several'; readonly options: readonly string[] };

/** What people may type, before it is a value. */
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
  if (field === 'birthYear') return { kind: 'number', min: 1900, max: 2100 };
  const options = valuesOf(field);
  return options.length > 0 ? { kind: 'one', options } : undefined;
}

/** What is needed of a question of whatever type; a type without any of it has no third value. */
interface AnyQuestion {
  readonly code?: string;
  readonly type: string;
  readonly options?: readonly { readonly code: string }[];
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
}

function inputOfQuestion(code: string): ThirdInput | undefined {
  const all: readonly AnyQuestion[] = [...questionnaire.household, ...questionnaire.person];
  const question = all.find((one) => one.code === code);
  if (!question) return undefined;
  const { type, options, min, max, maxLength } = question;
  if (type === 'yesNo') return { kind: 'one', options: ['yes', 'no'] };
  if (options) return { kind: type === 'several' ? 'several' : 'one', options: options.map((option) => option.code) };
  if (min !== undefined) return { kind: 'number', min, max: max ?? 2100 };
  return maxLength === undefined ? undefined : { kind: 'text', maxLength };
}

/** The value that was typed, as the field holds it; undefined while it is not whole. */
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
      return number !== null && number >= input.min && number <= input.max ? number : undefined;
    case 'one':
      return chosen[0];
    case 'several':
      return chosen.length > 0 ? [...chosen] : undefined;
  }
}
