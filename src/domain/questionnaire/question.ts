import type { Condition } from './condition.ts';

/** An option of a question. Its text is `survey:q.<question>.<option>` in locales/. */
export interface Option {
  readonly code: string;
  /** Excludes all other options of a `several` question ("Không"). */
  readonly alone?: boolean;
  /** A coarse option that a tick at a name sets ("có vào mạng", not how often). The full form does not offer it. */
  readonly coarse?: boolean;
}

interface QuestionBase {
  readonly code: string;
  /** Asked only when this holds; absent: always. */
  readonly when?: Condition;
  /** Whether to ask while `when` is unknown. The default is to ask; not where the question would sound odd. */
  readonly whenUnknown?: 'skip';
  /** Optional: a household counts as surveyed without it. */
  readonly optional?: boolean;
}

export interface SingleQuestion extends QuestionBase {
  readonly type: 'single';
  readonly options: readonly Option[];
}

export interface SeveralQuestion extends QuestionBase {
  readonly type: 'several';
  readonly options: readonly Option[];
}

/** Stored as `yes` or `no`, whatever the words on the screen are ("Rồi" / "Chưa"). */
export interface YesNoQuestion extends QuestionBase {
  readonly type: 'yesNo';
}

export interface NumberQuestion extends QuestionBase {
  readonly type: 'number';
  /** Whole numbers, both ends included. */
  readonly min: number;
  readonly max: number;
}

export interface YearQuestion extends QuestionBase {
  readonly type: 'year';
  /** The earliest year; the latest is the year it is. */
  readonly min: number;
}

export interface TextQuestion extends QuestionBase {
  readonly type: 'text';
  readonly maxLength: number;
}

/** From least to most: the order of the options is the scale. */
export interface ScaleQuestion extends QuestionBase {
  readonly type: 'scale';
  readonly options: readonly Option[];
}

/**
 * What a person would do; one option is the safe one. No score is kept; the end of the form lists what to remind of.
 */
export interface QuizQuestion extends QuestionBase {
  readonly type: 'quiz';
  readonly options: readonly Option[];
  readonly right: string;
}

/** The answer of a person that follows from ticking `item` for them. */
export interface TickRule {
  readonly item: string;
  /** Written to the person's answer. */
  readonly value: string;
  /** Finer answers to the same question that a tick includes. */
  readonly covers: readonly string[];
}

/** Where the ticks of a `names` question go: the first ticked rule decides, `otherwise` when none is ticked. */
export interface TickTarget {
  readonly question: string;
  readonly rules: readonly TickRule[];
  readonly otherwise: string;
}

/**
 * One question to the whole family about who does something. One item shows as a list of names, several as a checklist
 * with names at each. No answer is stored under its own code: every tick becomes a person's answer to the questions in
 * `targets`.
 */
export interface NamesQuestion extends QuestionBase {
  readonly type: 'names';
  readonly items: readonly string[];
  /** Items that say there was nothing to do: ticking one unticks the items it lists. */
  readonly excludes?: Readonly<Record<string, readonly string[]>>;
  /** Items that say others too: ticking one ticks the items it lists, and it goes when one of them is unticked. */
  readonly includes?: Readonly<Record<string, readonly string[]>>;
  readonly targets: readonly TickTarget[];
}

/** A new type is added to this union; then every map over `Question['type']` stops compiling until it handles it. */
export type Question =
  | SingleQuestion
  | SeveralQuestion
  | YesNoQuestion
  | NumberQuestion
  | YearQuestion
  | TextQuestion
  | ScaleQuestion
  | QuizQuestion
  | NamesQuestion;
export type QuestionType = Question['type'];

/** A question that somebody is asked and whose answer is stored under its own code. */
export type AnswerQuestion = Exclude<Question, NamesQuestion>;

/** The short form, "Hỏi nhanh": some of the household's questions, then the whole family at once, then each person. */
export interface QuickForm {
  readonly household: readonly string[];
  readonly family: readonly NamesQuestion[];
  readonly person: readonly string[];
}

export interface Questionnaire {
  readonly version: number;
  /** Asked once a household. */
  readonly household: readonly AnswerQuestion[];
  /** Asked of each resident of 16 or over. */
  readonly person: readonly AnswerQuestion[];
  /** Absent in versions that had one length only. */
  readonly quick?: QuickForm;
}
