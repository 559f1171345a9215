import type { AnswersByCode } from '../../domain/answer.ts';
import type { Day } from '../../domain/day.ts';
import { isSettled, relevantQuestions } from '../../domain/questionnaire/flow.ts';
import type { Question, Questionnaire } from '../../domain/questionnaire/question.ts';
import { adultsOf, type Household } from '../../domain/village.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { Place, SurveyContent } from './draft-content.ts';

/** "Who is speaking?", before a person's first question. */
export const BY = 'by';
/** Everything was asked, or put off. */
export const END = 'end';

export type Step =
  | { readonly kind: 'question'; readonly section: Uuid; readonly of: 'household' | 'person'; readonly question: Question; readonly number: number; readonly total: number }
  | { readonly kind: 'by'; readonly section: Uuid };

/** What a form is filled in against: the home as the phone shows it now. */
export interface Sheet {
  readonly household: Household;
  readonly questionnaire: Questionnaire;
  readonly today: Day;
}

export const stepCode = (step: Step): string => (step.kind === 'by' ? BY : step.question.code);
export const isAt = (step: Step, place: Place): boolean => step.section === place.section && stepCode(step) === place.step;

/** Answers of a section as they stand: the record's, and on top those of the draft. */
export function answersIn(sheet: Sheet, content: SurveyContent | undefined, section: Uuid): AnswersByCode {
  const { household } = sheet;
  const stored = section === household.id ? household.answers : household.people.find(({ id }) => id === section)?.answers;
  return { ...stored, ...content?.sections[section]?.answers };
}

/** Every step of the form in order: the home's questions, then each resident adult's. */
export function stepsOf(sheet: Sheet, content: SurveyContent | undefined): Step[] {
  const { household, questionnaire, today } = sheet;
  return [
    ...questionSteps(household.id, 'household', relevantQuestions(questionnaire.household, answersIn(sheet, content, household.id))),
    ...adultsOf(household, today).flatMap(({ id }): Step[] => [
      { kind: 'by', section: id },
      ...questionSteps(id, 'person', relevantQuestions(questionnaire.person, answersIn(sheet, content, id))),
    ]),
  ];
}

const questionSteps = (section: Uuid, of: 'household' | 'person', questions: readonly Question[]): Step[] =>
  questions.map((question, index) => ({ kind: 'question', section, of, question, number: index + 1, total: questions.length }));

/**
 * Is this step still to be asked in this round?
 *
 * | the question                                   | pace missing | pace all |
 * |------------------------------------------------|--------------|----------|
 * | answered in this round, or its section put off | no           | no       |
 * | has a value or "Không muốn trả lời" from before| no           | yes      |
 * | "Chưa rõ" from before, or nothing              | yes          | yes      |
 *
 * "Who is speaking?" is asked while any question of the person is.
 */
export function needsAsking(step: Step, sheet: Sheet, content: SurveyContent): boolean {
  const { section } = step;
  if (content.finished.includes(section) || content.skipped.includes(section)) return false;
  const draft = content.sections[section];
  if (step.kind === 'by') {
    const ofPerson = stepsOf(sheet, content).filter((other) => other.kind === 'question' && other.section === section);
    return draft?.by === undefined && ofPerson.some((other) => needsAsking(other, sheet, content));
  }
  const { code } = step.question;
  if (draft?.answers[code]) return false;
  return content.pace === 'all' || !isSettled(answersIn(sheet, undefined, section)[code]);
}

/** The first step after `from` that is still to be asked; without `from`, of the whole form. */
export function nextStep(sheet: Sheet, content: SurveyContent, from?: Place): Step | undefined {
  const steps = stepsOf(sheet, content);
  const index = from ? steps.findIndex((step) => isAt(step, from)) : -1;
  return steps.slice(index + 1).find((step) => needsAsking(step, sheet, content));
}

/** The step before, for going back; undefined at the first one. */
export function previousStep(sheet: Sheet, content: SurveyContent, from: Place): Step | undefined {
  const steps = stepsOf(sheet, content);
  if (from.step === END) return steps.at(-1);
  const index = steps.findIndex((step) => isAt(step, from));
  return index > 0 ? steps[index - 1] : undefined;
}

export const placeOf = (step: Step): Place => ({ section: step.section, step: stepCode(step) });
