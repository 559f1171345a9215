import { isSettled, relevantQuestions } from '../../../domain/questionnaire/flow.ts';
import { standingAnswer } from '../../../domain/questionnaire/former-codes.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { FormContext } from '../form-context.ts';
import type { FormPosition } from '../form-position.ts';
import { answersIn, END, familyOf, isAt, stepsOf, type Form, type Step } from './survey-steps.ts';

/**
 * Is this step still to be asked in this round?
 *
 * | the question                                   | pace missing | pace all |
 * |------------------------------------------------|--------------|----------|
 * | answered in this round, or its section put off | no           | no       |
 * | has a value or "Không muốn trả lời" from before| no           | yes      |
 * | "Chưa rõ" from before, or nothing              | yes          | yes      |
 *
 * A family's question is asked while it is for anybody of them. "Who is speaking?" and "Who is at home?" are asked
 * while anything behind them is.
 */
export function needsAsking(step: Step, formContext: FormContext, content: Form): boolean {
  switch (step.kind) {
    case 'question':
      return isOpen(step.question.code, step.section, formContext, content);
    case 'names':
      return step.people.some(({ id }) =>
        step.question.targets.some(({ question }) => isOpen(question, id, formContext, content)),
      );
    case 'consent':
      return step.people.length > 0;
    case 'by':
      return (
        content.sections[step.section]?.by === undefined &&
        personCodes(formContext, content, step.section).some((code) => isOpen(code, step.section, formContext, content))
      );
    case 'here': {
      const waiting = familyOf(formContext, content).filter(
        ({ id }) => content.sections[id]?.by === undefined && !content.finished.includes(id),
      );
      return waiting.some(({ id }) => quickCodes(formContext).some((code) => isOpen(code, id, formContext, content)));
    }
  }
}

/** Is this question of this section still open? */
function isOpen(code: string, section: Uuid, formContext: FormContext, content: Form): boolean {
  if (content.finished.includes(section) || content.skipped.includes(section)) return false;
  if (content.just !== undefined && content.just !== code) return false;
  if (standingAnswer(code, content.sections[section]?.answers ?? {})) return false;
  return content.pace === 'all' || !isSettled(standingAnswer(code, answersIn(formContext, undefined, section)));
}

const personCodes = (formContext: FormContext, content: Form, id: Uuid): string[] =>
  relevantQuestions(formContext.questionnaire.person, answersIn(formContext, content, id)).map(({ code }) => code);

/** The codes of a person's questions in the short form. */
function quickCodes({ questionnaire: { quick } }: FormContext): string[] {
  return quick
    ? [...quick.family.flatMap(({ targets }) => targets.map(({ question }) => question)), ...quick.person]
    : [];
}

/** Is anything of this section still to be asked? */
export function isSectionOpen(section: Uuid, formContext: FormContext, content: Form): boolean {
  if (content.length !== 'quick' || !formContext.questionnaire.quick) {
    const isHousehold = section === formContext.household.id;
    const codes = isHousehold
      ? relevantQuestions(formContext.questionnaire.household, answersIn(formContext, content, section)).map(
          ({ code }) => code,
        )
      : personCodes(formContext, content, section);
    return codes.some((code) => isOpen(code, section, formContext, content));
  }
  const codes =
    section === formContext.household.id ? formContext.questionnaire.quick.household : quickCodes(formContext);
  return codes.some((code) => isOpen(code, section, formContext, content));
}

/** The first step after `from` that is still to be asked; without `from`, of the whole form. */
export function nextStep(formContext: FormContext, content: Form, from?: FormPosition): Step | undefined {
  const steps = stepsOf(formContext, content);
  const index = from ? steps.findIndex((step) => isAt(step, from)) : -1;
  return steps.slice(index + 1).find((step) => needsAsking(step, formContext, content));
}

/** Who is still to be asked the question at `from`, from there on: the person it is about, and those after them. */
export function stillToAsk(formContext: FormContext, content: Form, from: FormPosition): Uuid[] {
  const steps = stepsOf(formContext, content);
  const index = steps.findIndex((step) => isAt(step, from));
  const same = steps
    .slice(Math.max(index, 0))
    .filter((step) => step.kind === 'question' && step.of === 'person' && step.question.code === from.step);
  return same
    .filter((step) => step.section === from.section || needsAsking(step, formContext, content))
    .map(({ section }) => section);
}

/** The step before, for going back; undefined at the first one. */
export function previousStep(formContext: FormContext, content: Form, from: FormPosition): Step | undefined {
  const steps = stepsOf(formContext, content);
  if (from.step === END) return steps.at(-1);
  const index = steps.findIndex((step) => isAt(step, from));
  return index > 0 ? steps[index - 1] : undefined;
}
