import * as v from 'valibot';
import { answer, answerValue, noAnswer } from '../../../domain/record/answer.ts';
import { isDay, type Day } from '../../../lib/day.ts';
import { uuid } from '../../../domain/record/record.ts';
import { returnAfter } from '../../../domain/visits/return-after.ts';
import { partners } from '../../../domain/visits/session.ts';
import { longestProposal, proposalCategories } from '../../../domain/village/proposal.ts';
import { aidKinds, longestGiver } from '../../../domain/work/aid.ts';
import { longestRemark } from '../../../domain/work/remark.ts';
import { confidences, visitResults } from '../../../domain/visits/visit.ts';
import { jsonValue, type Json } from '../../../domain/record/json.ts';
import { baseRef } from '../../../protocol/operation.ts';
import { formPosition } from '../form-position.ts';

const bases = v.record(v.string(), baseRef);

/** Answers of one household, or of one person, that are not submitted yet. */
const section = v.object({
  kind: v.picklist(['household', 'person']),
  /** The versions that were shown when this section opened: what its answers are set on top of. */
  bases,
  answers: v.record(v.string(), answer),
  /** Who is speaking, for the answers to come. Chosen once a person, changeable. */
  by: v.optional(v.picklist(['self', 'proxy'])),
});
export type Section = v.InferOutput<typeof section>;

/** Ticks of a family question that was not answered yet, by person. */
const ticks = v.record(
  uuid,
  v.union([v.object({ ticked: v.pipe(v.array(v.string()), v.readonly()) }), v.object({ na: noAnswer })]),
);

/** A survey of one household under way. The draft's id is the household's. */
const surveyContent = v.object({
  form: v.literal('survey'),
  questionnaire: v.number(),
  /** `missing`: only what has no answer yet; `all`: asked again from the start. */
  pace: v.picklist(['missing', 'all']),
  /** Hỏi nhanh or Hỏi đủ. Older drafts have none and ask everything. */
  length: v.optional(v.picklist(['quick', 'full']), 'full'),
  /** Only this section is asked (to correct somebody's answers). */
  only: v.optional(uuid),
  /** Only this question of it is asked, to correct one answer. */
  just: v.optional(v.string()),
  /** False once the person left the form on purpose: starting the app then leads to the list. */
  showing: v.boolean(),
  at: formPosition,
  sections: v.record(uuid, section),
  /** Sections submitted in this round: not asked again. */
  finished: v.array(uuid),
  /** People to be asked another time. */
  skipped: v.array(uuid),
  /** Consent of the adults asked so far: submitted once all of them answered. */
  consent: v.optional(v.record(uuid, v.picklist(['yes', 'no', 'later'])), {}),
  /** Ticks of the screen that shows, by the question's code: they become answers when the family goes on. */
  ticks: v.optional(v.record(v.string(), ticks), {}),
});
export type SurveyContent = v.InferOutput<typeof surveyContent>;

const text = v.pipe(v.string(), v.maxLength(200));

/**
 * What each field showed before it was changed (domain/record/edit.ts), to be compared only: absent for a new record,
 * and in drafts of older versions of the app.
 */
const opened = v.exactOptional(v.record(v.string(), jsonValue));

/** A household being added or corrected. The draft's id is the household's, new or not. */
const householdContent = v.object({
  form: v.literal('household'),
  showing: v.boolean(),
  bases,
  opened,
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
  opened,
  name: text,
  birthYear: v.nullable(v.number()),
  yearUnknown: v.boolean(),
  living: v.picklist(['here', 'away', 'moved', 'died']),
});
export type PersonContent = v.InferOutput<typeof personContent>;

const day = v.nullable(v.custom<Day>(isDay));
const count = v.nullable(v.number());

/**
 * Nobody to ask today, and when to return. Like the next three, its id is the household's with another version
 * (domain/record/form-drafts.ts).
 */
const outcomeContent = v.object({
  form: v.literal('outcome'),
  showing: v.boolean(),
  household: uuid,
  bases,
  opened,
  outcome: v.nullable(v.picklist(['away', 'refused'])),
  after: v.picklist(returnAfter),
});
export type OutcomeContent = v.InferOutput<typeof outcomeContent>;

const tallyContent = v.object({
  form: v.literal('tally'),
  showing: v.boolean(),
  household: uuid,
  bases,
  /** The record that the numbers go to: the household's, or a new one. */
  record: uuid,
  opened,
  numbers: v.object({
    residents: count,
    adults: count,
    online: count,
    account: count,
    vneid: count,
    digital: count,
    eGovernment: count,
  }),
});
export type TallyContent = v.InferOutput<typeof tallyContent>;

const hardshipContent = v.object({
  form: v.literal('hardship'),
  showing: v.boolean(),
  household: uuid,
  bases,
  saidBy: v.nullable(uuid),
});
export type HardshipContent = v.InferOutput<typeof hardshipContent>;

const splitContent = v.object({
  form: v.literal('split'),
  showing: v.boolean(),
  household: uuid,
  /** What each mover's household was set on top of, by person. */
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

/** A re-check two weeks after a visit. The draft's id is the visit's. */
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
  opened,
  on: day,
  topic: v.nullable(v.string()),
  heads: count,
  partners: v.array(v.picklist(partners)),
  wishes: v.array(v.string()),
  note: v.pipe(v.string(), v.maxLength(500)),
});
export type SessionContent = v.InferOutput<typeof sessionContent>;

/** A proposal. The draft's id is the proposal's. */
const proposalContent = v.object({
  form: v.literal('proposal'),
  showing: v.boolean(),
  bases,
  opened,
  /** The household that it is raised from; null for the whole village. */
  household: v.nullable(uuid),
  category: v.nullable(v.picklist(proposalCategories)),
  place: v.pipe(v.string(), v.maxLength(120)),
  text: v.pipe(v.string(), v.maxLength(longestProposal)),
  /** Of lead or head, where the village can answer by itself. */
  answer: v.pipe(v.string(), v.maxLength(longestProposal)),
});
export type ProposalContent = v.InferOutput<typeof proposalContent>;

/** A form sent back, or the answer to it. The draft's id is the remark's. */
const remarkContent = v.object({
  form: v.literal('remark'),
  showing: v.boolean(),
  bases,
  opened,
  household: uuid,
  text: v.pipe(v.string(), v.maxLength(longestRemark)),
  answer: v.pipe(v.string(), v.maxLength(longestRemark)),
});
export type RemarkContent = v.InferOutput<typeof remarkContent>;

/** Something was given to a household. The draft's id is the aid's. */
const aidContent = v.object({
  form: v.literal('aid'),
  showing: v.boolean(),
  household: uuid,
  what: v.nullable(v.picklist(aidKinds)),
  giver: v.pipe(v.string(), v.maxLength(longestGiver)),
});
export type AidContent = v.InferOutput<typeof aidContent>;

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
  proposalContent,
  remarkContent,
  aidContent,
]);
export type DraftContent = v.InferOutput<typeof draftContent>;

/** Undefined for what this version cannot read: such a draft is kept and reported, never dropped or written over. */
export function readDraftContent(content: Json): DraftContent | undefined {
  const parsed = v.safeParse(draftContent, content);
  return parsed.success ? parsed.output : undefined;
}
