import type { Condition } from '../condition.ts';

/** An option of a question. Its text is `survey:q.<question>.<option>` in locales/. */
export interface Option {
  readonly code: string;
}

interface QuestionBase {
  readonly code: string;
  /** Asked only when this holds or is still unknown; absent: always. */
  readonly when?: Condition;
}

export interface SingleQuestion extends QuestionBase {
  readonly type: 'single';
  readonly options: readonly Option[];
}

export interface NumberQuestion extends QuestionBase {
  readonly type: 'number';
  /** Whole numbers, both ends included. */
  readonly min: number;
  readonly max: number;
}

/** A new type joins this union; then every map over `Question['type']` stops compiling until it handles it. */
export type Question = SingleQuestion | NumberQuestion;
export type QuestionType = Question['type'];

export interface Questionnaire {
  readonly version: number;
  /** Asked once a home. */
  readonly household: readonly Question[];
  /** Asked of each resident of 16 or over. */
  readonly person: readonly Question[];
}
