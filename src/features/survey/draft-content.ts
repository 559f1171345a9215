import * as v from 'valibot';
import { answer, answerValue, noAnswer } from '../../domain/answer.ts';
import { isDay, type Day } from '../../domain/day.ts';
import { uuid } from '../../domain/record.ts';
import { returnAfter } from '../../domain/return-after.ts';
import { partners } from '../../domain/session.ts';
import { confidences, visitResults } from '../../domain/visit.ts';
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
export const isSamePlace = (a: Place | undefined, b: Place | undefined): boolean => a?.section === b?.section && a?.step === b?.step;

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

const day = v.nullable(v.custom<Day>(isDay));
const count = v.nullable(v.number());

/** Nobody to ask today. Like the next three, its id is the home's with another version (domain/form-drafts.ts). */
const outcomeContent = v.object({
  form: v.literal('outcome'),
  showing: v.boolean(),
  household: uuid,
  bases,
  outcome: v.nullable(v.picklist(['away', 'refused'])),
  after: v.picklist(returnAfter),
});
export type OutcomeContent = v.InferOutput<typeof outcomeContent>;

const tallyContent = v.object({
  form: v.literal('tally'),
  showing: v.boolean(),
  household: uuid,
  bases,
  /** The record that the numbers go to: the home's, or a new one. */
  record: uuid,
  numbers: v.object({ residents: count, adults: count, online: count, account: count, vneid: count, digital: count, eGovernment: count }),
});
export type TallyContent = v.InferOutput<typeof tallyContent>;

const hardshipContent = v.object({ form: v.literal('hardship'), showing: v.boolean(), household: uuid, bases, saidBy: v.nullable(uuid) });
export type HardshipContent = v.InferOutput<typeof hardshipContent>;

const splitContent = v.object({
  form: v.literal('split'),
  showing: v.boolean(),
  household: uuid,
  /** What each mover's home was set on top of, by person. */
  bases: v.record(uuid, bases),
  going: v.array(uuid),
  /** Null while nobody typed one: the first mover's name shows. */
  headName: v.nullable(text),
});
export type SplitContent = v.InferOutput<typeof splitContent>;

/** Somebody was shown a guide. The draft's id is the visit's. */
const visitContent = v.object({
  form: v.literal('visit'),
  showing: v.boolean(),
  household: uuid,
  /** `nobody`: nobody is to be named. Null: not chosen yet. */
  person: v.nullable(v.union([uuid, v.literal('nobody')])),
  guide: v.nullable(v.string()),
  how: v.nullable(v.picklist(visitResults)),
  confidence: v.nullable(v.picklist(confidences)),
});
export type VisitContent = v.InferOutput<typeof visitContent>;

const given = v.union([v.object({ v: answerValue }), v.object({ na: noAnswer })]);

/** Looking again two weeks later. The draft's id is the visit's. */
const recheckContent = v.object({
  form: v.literal('recheck'),
  showing: v.boolean(),
  household: uuid,
  /** Of the visit, and of the person whose answers are asked again. */
  bases: v.object({ visit: bases, person: bases }),
  /** The questions that were a gap when this form opened. */
  questions: v.array(v.string()),
  answers: v.record(v.string(), given),
  how: v.nullable(v.picklist(['seen', 'told'])),
  confidence: v.nullable(v.picklist(confidences)),
});
export type RecheckContent = v.InferOutput<typeof recheckContent>;

/** A group session. The draft's id is the session's. */
const sessionContent = v.object({
  form: v.literal('session'),
  showing: v.boolean(),
  bases,
  on: day,
  topic: v.nullable(v.string()),
  heads: count,
  partners: v.array(v.picklist(partners)),
  wishes: v.array(v.string()),
  note: v.pipe(v.string(), v.maxLength(500)),
});
export type SessionContent = v.InferOutput<typeof sessionContent>;

/** What survey's drafts hold. A changed shape becomes a new `form` name, so that old drafts stay readable. */
export const draftContent = v.variant('form', [
  surveyContent,
  householdContent,
  personContent,
  outcomeContent,
  tallyContent,
  hardshipContent,
  splitContent,
  visitContent,
  recheckContent,
  sessionContent,
]);
export type DraftContent = v.InferOutput<typeof draftContent>;

/** Undefined for what this version cannot read: such a draft is kept and reported, never dropped or written over. */
export function readDraftContent(content: Json): DraftContent | undefined {
  const parsed = v.safeParse(draftContent, content);
  return parsed.success ? parsed.output : undefined;
}
