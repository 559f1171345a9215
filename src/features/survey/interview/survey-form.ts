import { answersFromTicks, type Ticks } from '../../../domain/questionnaire/ticks.ts';
import type { NamesQuestion } from '../../../domain/questionnaire/question.ts';
import type { Answer, AnswersByCode } from '../../../domain/record/answer.ts';
import { adultsOf } from '../../../domain/people/village.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { SurveyContent } from '../drafts/draft-content.ts';
import type { BasesOf, FormContext } from '../form-context.ts';
import type { FormPosition } from '../form-position.ts';
import { kept, positionAfter, settled, type Outcome } from './survey-outcome.ts';
import { moveTo, openSection } from './survey-sections.ts';
import { needsAsking } from './open-steps.ts';
import { answersIn, END, positionOf, stepsOf } from './survey-steps.ts';

export interface StartOptions {
  readonly pace: SurveyContent['pace'];
  /** Hỏi nhanh or Hỏi đủ; absent: đủ. */
  readonly length?: SurveyContent['length'] | undefined;
  /** Start with this section (a person who was put off). */
  readonly section?: Uuid | undefined;
  /** Start with this question, to correct it. */
  readonly at?: FormPosition | undefined;
  /** Ask nothing of the other sections. */
  readonly only?: Uuid | undefined;
}

/** A new form. The versions shown are noted now for the household and everybody to be asked. */
export function startSurvey(
  formContext: FormContext,
  basesOf: BasesOf,
  { pace, length = 'full', section, at, only }: StartOptions,
): SurveyContent {
  const householdId = formContext.household.id;
  const empty: SurveyContent = {
    form: 'survey',
    questionnaire: formContext.questionnaire.version,
    pace,
    length,
    ...(only !== undefined && { only }),
    ...(only !== undefined && at && { just: at.step }),
    showing: true,
    at: { section: householdId, step: END },
    sections: {},
    finished: [],
    skipped: [],
    ticks: {},
    consent: {},
  };
  const sections = [householdId, ...adultsOf(formContext.household, formContext.today).map(({ id }) => id)];
  const asked = sections.filter((id) => only === undefined || id === only);
  const others = { ...empty, finished: sections.filter((id) => !asked.includes(id)) };
  const opened = asked.reduce((content, id) => openSection(content, formContext, basesOf, id), others);
  const first = stepsOf(formContext, opened).find(
    (step) => (!section || step.section === section) && needsAsking(step, formContext, opened),
  );
  return { ...opened, at: at ?? (first ? positionOf(first) : opened.at) };
}

/** The next step without answering this one again: forward after going back. */
export function moveOn(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  from: FormPosition,
): Outcome {
  return kept(moveTo(content, formContext, basesOf, positionAfter(content, formContext, from)));
}

/** Sets who is speaking. Earlier answers keep their speaker. */
export function chooseSpeaker(content: SurveyContent, section: Uuid, by: 'self' | 'proxy'): SurveyContent {
  const open = content.sections[section];
  return open ? { ...content, sections: { ...content.sections, [section]: { ...open, by } } } : content;
}

/** Answers the question at `from` and moves on. */
export const giveAnswer = (
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  from: FormPosition,
  given: Answer,
): Outcome =>
  settled(
    withAnswers(content, formContext, basesOf, from.section, { [from.step]: given }),
    formContext,
    basesOf,
    from,
    [from.section],
  );

/** Turns the ticks of a family question into an answer of each person, for the ones not ticked too. */
export function giveTicks(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  from: FormPosition,
  question: NamesQuestion,
  ticksOf: ReadonlyMap<Uuid, Ticks>,
): Outcome {
  let next = content;
  for (const [id, ticks] of ticksOf) {
    const section = openSection(next, formContext, basesOf, id).sections[id]!;
    const common = {
      by: section.by ?? ('proxy' as const),
      on: formContext.today,
      q: formContext.questionnaire.version,
    };
    next = withAnswers(
      next,
      formContext,
      basesOf,
      id,
      answersFromTicks(question, ticks, common, knownAnswers(formContext, next, id)),
    );
  }
  const { [question.code]: _given, ...ticks } = next.ticks;
  return settled({ ...next, ticks }, formContext, basesOf, from, [...ticksOf.keys()]);
}

/** The same answer to the question at `from` for several people at once: "những người còn lại chưa cần". */
export function giveSame(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  from: FormPosition,
  people: readonly Uuid[],
  value: string,
): Outcome {
  let next = content;
  for (const id of people) {
    const { by = 'proxy' } = openSection(next, formContext, basesOf, id).sections[id]!;
    next = withAnswers(next, formContext, basesOf, id, {
      [from.step]: { v: value, by, on: formContext.today, q: formContext.questionnaire.version },
    });
  }
  return settled(next, formContext, basesOf, from, people);
}

/** The answers to build on: all known ones, or in a round that asks everything only those of this round. */
export const knownAnswers = (formContext: FormContext, content: SurveyContent, id: Uuid): AnswersByCode =>
  content.pace === 'missing' || content.finished.includes(id)
    ? answersIn(formContext, content, id)
    : (content.sections[id]?.answers ?? {});

/** Who answers for themselves (`self`), for whom somebody else does (`proxy`), and who is asked another time. */
export function chooseFamily(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  chosen: ReadonlyMap<Uuid, 'self' | 'proxy' | 'later'>,
): SurveyContent {
  let next = content;
  for (const [id, how] of chosen) {
    const without = next.skipped.filter((one) => one !== id);
    if (how === 'later') next = { ...next, skipped: [...without, id] };
    else next = chooseSpeaker(openSection({ ...next, skipped: without }, formContext, basesOf, id), id, how);
  }
  return next;
}

function withAnswers(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  section: Uuid,
  answers: Record<string, Answer>,
): SurveyContent {
  const ready = openSection(content, formContext, basesOf, section);
  const open = ready.sections[section]!;
  return {
    ...ready,
    sections: { ...ready.sections, [section]: { ...open, answers: { ...open.answers, ...answers } } },
  };
}

/** Asks this person another time: what they answered so far stays in the form. */
export function putOff(content: SurveyContent, formContext: FormContext, basesOf: BasesOf, section: Uuid): Outcome {
  const skipped = [...content.skipped.filter((id) => id !== section), section];
  const without = { ...content, skipped };
  return kept(moveTo(without, formContext, basesOf, positionAfter(without, formContext, content.at)));
}
