import * as v from 'valibot';
import { answer, noAnswer } from '../../domain/answer.ts';
import { uuid } from '../../domain/record.ts';
import type { Json } from '../../domain/json.ts';
import { baseRef } from '../../protocol/operation.ts';

const bases = v.record(v.string(), baseRef);

/** Answers of one home, or of one person, that are not frozen into operations yet. */
const section = v.object({
  kind: v.picklist(['household', 'person']),
  /** The versions that were shown when this section opened: what its answers are set on top of. */
  bases,
  answers: v.record(v.string(), answer),
  /** Who is speaking, for the answers to come. Chosen once a person, changeable. */
  by: v.optional(v.picklist(['self', 'proxy'])),
});
export type Section = v.InferOutput<typeof section>;

/** Ticks behind names that the family has not gone on from yet, by person. */
const ticks = v.record(uuid, v.union([v.object({ ticked: v.pipe(v.array(v.string()), v.readonly()) }), v.object({ na: noAnswer })]));

/** Where the form is: a section and a question's code, `by` (who is speaking?), `here` (who is at home?) or `end`. */
const place = v.object({ section: uuid, step: v.string() });
export type Place = v.InferOutput<typeof place>;

/** A survey of one home under way. The draft's id is the home's. */
const surveyContent = v.object({
  form: v.literal('survey'),
  questionnaire: v.number(),
  /** `missing`: only what has no answer yet; `all`: asked again from the start. */
  pace: v.picklist(['missing', 'all']),
  /** Hỏi nhanh or Hỏi đủ. A draft of before there was a choice holds none and asks everything. */
  length: v.optional(v.picklist(['quick', 'full']), 'full'),
  /** Only this section is asked (somebody's answers put right). */
  only: v.optional(uuid),
  /** Only this question of it is asked: one answer put right. */
  just: v.optional(v.string()),
  /** False once the person left the form on purpose: starting the app then leads to the list. */
  showing: v.boolean(),
  at: place,
  sections: v.record(uuid, section),
  /** Sections frozen in this round: not asked again. */
  finished: v.array(uuid),
  /** People to be asked another time. */
  skipped: v.array(uuid),
  /** What adults said to the text of consent before all of them have: frozen when they have. */
  consent: v.optional(v.record(uuid, v.picklist(['yes', 'no', 'later'])), {}),
  /** Ticks of the screen that shows, by the question's code: they become answers when the family goes on. */
  ticks: v.optional(v.record(v.string(), ticks), {}),
});
export type SurveyContent = v.InferOutput<typeof surveyContent>;

const text = v.pipe(v.string(), v.maxLength(200));

/** A home being added or corrected. The draft's id is the home's, new or not. */
const householdContent = v.object({
  form: v.literal('household'),
  showing: v.boolean(),
  bases,
  headName: text,
  address: text,
  mine: v.boolean(),
});
export type HouseholdContent = v.InferOutput<typeof householdContent>;

/** A person being added or corrected. The draft's id is the person's, new or not. */
const personContent = v.object({
  form: v.literal('person'),
  showing: v.boolean(),
  household: uuid,
  bases,
  name: text,
  birthYear: v.nullable(v.number()),
  yearUnknown: v.boolean(),
  living: v.picklist(['here', 'away', 'moved', 'died']),
});
export type PersonContent = v.InferOutput<typeof personContent>;

/** What survey's drafts hold. A changed shape becomes a new `form` name, so that old drafts stay readable. */
export const draftContent = v.variant('form', [surveyContent, householdContent, personContent]);
export type DraftContent = v.InferOutput<typeof draftContent>;

/** Undefined for what this version cannot read: such a draft is kept and reported, never dropped or written over. */
export function readDraftContent(content: Json): DraftContent | undefined {
  const parsed = v.safeParse(draftContent, content);
  return parsed.success ? parsed.output : undefined;
}
