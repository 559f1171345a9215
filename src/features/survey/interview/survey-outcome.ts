import { answerField } from '../../../domain/record/answer.ts';
import { adultsOf } from '../../../domain/people/village.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Change } from '../../../store/phone-store.ts';
import type { Section, SurveyContent } from '../drafts/draft-content.ts';
import type { BasesOf, FormContext } from '../form-context.ts';
import type { FormPosition } from '../form-position.ts';
import { moveTo } from './survey-sections.ts';
import { isSectionOpen, nextStep } from './open-steps.ts';
import { END, isAt, positionOf } from './survey-steps.ts';

/** What to do with the store after an answer. */
export type Outcome =
  | { readonly kind: 'save'; readonly content: SurveyContent }
  /** The section is complete: submit it and keep the rest of the form (`undefined`: nothing is left). */
  | {
      readonly kind: 'submit';
      readonly changes: readonly SubmittedSection[];
      readonly content: SurveyContent | undefined;
      readonly at: FormPosition;
    };

export type SubmittedSection = Pick<Change, 'record' | 'kind' | 'set' | 'bases'>;

/** Moves on, and submits those of `answered` of whom nothing is left to ask. */
export function settled(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  from: FormPosition,
  answered: readonly Uuid[],
): Outcome {
  const whole = answered.filter(
    (id) => Object.keys(content.sections[id]?.answers ?? {}).length > 0 && !isSectionOpen(id, formContext, content),
  );
  if (whole.length > 0) return submitSections(content, formContext, basesOf, from, whole);
  return kept(moveTo(content, formContext, basesOf, positionAfter(content, formContext, from)));
}

/** True while the form holds answers that are not submitted. */
export const holdsAnswers = ({ sections }: Pick<SurveyContent, 'sections'>): boolean =>
  Object.values(sections).some(({ answers }) => Object.keys(answers).length > 0);

/** A form at its end without unsubmitted answers is finished; any other is saved. */
export const kept = (content: SurveyContent): Outcome =>
  content.at.step === END && !holdsAnswers(content)
    ? { kind: 'submit', changes: [], at: content.at, content: undefined }
    : { kind: 'save', content };

/** The first step still to be asked after `from`, else the first one left out before it, else the end. */
export function positionAfter(content: SurveyContent, formContext: FormContext, from: FormPosition): FormPosition {
  const next = nextStep(formContext, content, from) ?? nextStep(formContext, content);
  return next && !isAt(next, from) ? positionOf(next) : { section: formContext.household.id, step: END };
}

function submitSections(
  content: SurveyContent,
  formContext: FormContext,
  basesOf: BasesOf,
  from: FormPosition,
  whole: readonly Uuid[],
): Outcome {
  const ids = [...whole, ...strandedSections(content, formContext)];
  const changes = ids.map((id) => submittedSection(id, content.sections[id]!));
  const sections = Object.fromEntries(Object.entries(content.sections).filter(([id]) => !ids.includes(id)));
  const finished = [...content.finished.filter((id) => !ids.includes(id)), ...ids];
  // `formContext` does not show the submitted answers yet; `finished` keeps their sections from being asked.
  const rest = { ...content, sections, finished };
  const at = positionAfter(rest, formContext, from);
  const isOver = at.step === END && !holdsAnswers(rest);
  return { kind: 'submit', changes, at, content: isOver ? undefined : moveTo(rest, formContext, basesOf, at) };
}

/** Answered people who are not to be asked any more (removed, moved, too young after all): no value vanishes. */
function strandedSections(content: SurveyContent, { household, today }: FormContext): Uuid[] {
  const asked = new Set([household.id, ...adultsOf(household, today).map(({ id }) => id)]);
  return Object.entries(content.sections)
    .filter(([id, { answers }]) => !asked.has(id) && Object.keys(answers).length > 0)
    .map(([id]) => id);
}

/** All sections with unsubmitted answers, complete or not. */
export const sectionsSoFar = ({ sections }: Pick<SurveyContent, 'sections'>): SubmittedSection[] =>
  Object.entries(sections)
    .filter(([, { answers }]) => Object.keys(answers).length > 0)
    .map(([id, section]) => submittedSection(id, section));

const submittedSection = (record: Uuid, { kind, answers, bases }: Section): SubmittedSection => ({
  record,
  kind,
  set: Object.fromEntries(Object.entries(answers).map(([code, given]) => [answerField(code), given])),
  bases,
});
