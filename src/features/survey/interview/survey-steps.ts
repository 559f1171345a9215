import type { AnswersByCode } from '../../../domain/record/answer.ts';
import { consentRules } from '../../../domain/people/consent.ts';
import { isSettled, relevantQuestions } from '../../../domain/questionnaire/flow.ts';
import { standingAnswer } from '../../../domain/questionnaire/former-codes.ts';
import type { AnswerQuestion, NamesQuestion } from '../../../domain/questionnaire/question.ts';
import { adultsOf, type Person } from '../../../domain/people/village.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { type SurveyContent } from '../drafts/draft-content.ts';
import type { FormContext } from '../form-context.ts';
import { isSamePosition, type FormPosition } from '../form-position.ts';

/** The text of consent, before anything is asked of people who have not answered it. */
export const CONSENT = 'consent';
/** "Who is speaking?", before a person's first question of the full form. */
export const BY = 'by';
/** "Who is at home and answers for themselves?", before the family's questions of the short form. */
export const HERE = 'here';
/** Everything was asked, or put off. */
export const END = 'end';

export type Step =
  | {
      readonly kind: 'question';
      readonly section: Uuid;
      readonly of: 'household' | 'person';
      readonly question: AnswerQuestion;
      readonly number: number;
      readonly total: number;
    }
  | { readonly kind: 'consent'; readonly section: Uuid; readonly people: readonly Person[] }
  | { readonly kind: 'by'; readonly section: Uuid }
  | { readonly kind: 'here'; readonly section: Uuid }
  | {
      readonly kind: 'names';
      readonly section: Uuid;
      readonly question: NamesQuestion;
      readonly people: readonly Person[];
      readonly number: number;
      readonly total: number;
    };

type Form = Pick<SurveyContent, 'sections' | 'length' | 'only' | 'just' | 'skipped' | 'finished' | 'pace'>;

export function stepCode(step: Step): string {
  if (step.kind === 'consent') return CONSENT;
  if (step.kind === 'by') return BY;
  return step.kind === 'here' ? HERE : step.question.code;
}
export const positionOf = (step: Step): FormPosition => ({ section: step.section, step: stepCode(step) });
export const isAt = (step: Step, place: FormPosition): boolean => isSamePosition(positionOf(step), place);

/** Answers of a section as they stand: the record's, and on top those of the draft. */
export function answersIn(
  formContext: FormContext,
  content: Pick<SurveyContent, 'sections'> | undefined,
  section: Uuid,
): AnswersByCode {
  const { household } = formContext;
  const stored =
    section === household.id ? household.answers : (household.people.find(({ id }) => id === section)?.answers ?? {});
  const draft = content?.sections[section];
  return draft ? { ...stored, ...draft.answers } : stored;
}

// Cache by formContext and form: one tap needs the same steps half a dozen times, and a large family has many.
const made = new WeakMap<FormContext, WeakMap<Form, readonly Step[]>>();

/** Every step of the form in order. Cached by formContext and form, which are replaced and never changed. */
export function stepsOf(formContext: FormContext, content: Form | undefined): readonly Step[] {
  if (!content) return makeSteps(formContext, content);
  const ofSheet = made.get(formContext) ?? new WeakMap<Form, readonly Step[]>();
  const steps = ofSheet.get(content) ?? makeSteps(formContext, content);
  made.set(formContext, ofSheet.set(content, steps));
  return steps;
}

function makeSteps(formContext: FormContext, content: Form | undefined): Step[] {
  const people = content && content.just === undefined ? toBeAsked(formContext, content) : [];
  const consent: Step[] = people.length > 0 ? [{ kind: 'consent', section: formContext.household.id, people }] : [];
  return [
    ...consent,
    ...(content?.length === 'quick' && formContext.questionnaire.quick
      ? quickSteps(formContext, content)
      : fullSteps(formContext, content)),
  ];
}

/** Hỏi đủ: the household's questions, then each resident adult's. */
function fullSteps(formContext: FormContext, content: Form | undefined): Step[] {
  const { household, questionnaire } = formContext;
  return [
    ...questionSteps(
      household.id,
      'household',
      relevantQuestions(questionnaire.household, answersIn(formContext, content, household.id)),
    ),
    ...adultsOf(household, formContext.today)
      .filter(({ id }) => mayAsk(id, formContext, content))
      .flatMap(({ id }): Step[] => [
        { kind: 'by', section: id },
        ...questionSteps(id, 'person', relevantQuestions(questionnaire.person, answersIn(formContext, content, id))),
      ]),
  ];
}

const questionSteps = (
  section: Uuid,
  of: 'household' | 'person',
  questions: readonly AnswerQuestion[],
): Extract<Step, { kind: 'question' }>[] =>
  questions.map((question, index) => ({
    kind: 'question',
    section,
    of,
    question,
    number: index + 1,
    total: questions.length,
  }));

/**
 * Hỏi nhanh: some of the household's questions, then one screen a question for the whole family, then each one's wish.
 */
function quickSteps(formContext: FormContext, content: Form): Step[] {
  const { household, questionnaire } = formContext;
  const { quick } = questionnaire;
  if (!quick) return [];
  const people = familyOf(formContext, content);
  const pick = (questions: readonly AnswerQuestion[], codes: readonly string[]) =>
    questions.filter(({ code }) => codes.includes(code));
  const ofHousehold = questionSteps(
    household.id,
    'household',
    relevantQuestions(pick(questionnaire.household, quick.household), answersIn(formContext, content, household.id)),
  );
  const ofFamily =
    people.length === 0
      ? []
      : quick.family.map((question): Step => ({
          kind: 'names',
          section: household.id,
          question,
          people,
          number: 0,
          total: 0,
        }));
  const ofPeople = people.flatMap(({ id }) =>
    questionSteps(
      id,
      'person',
      relevantQuestions(pick(questionnaire.person, quick.person), answersIn(formContext, content, id)),
    ),
  );
  const asked = [...ofHousehold, ...ofFamily, ...ofPeople];
  // One count through the whole form: it is short enough to be seen at once.
  const numbered = asked.map((step, index) => ({ ...step, number: index + 1, total: asked.length }));
  const here: Step[] = people.length === 0 ? [] : [{ kind: 'here', section: household.id }];
  return [...numbered.slice(0, ofHousehold.length), ...here, ...numbered.slice(ofHousehold.length)];
}

/** The adults of this round who are not put off, whatever they said to being asked. */
const presentOf = ({ household, today }: FormContext, { skipped, only }: Pick<Form, 'skipped' | 'only'>): Person[] =>
  adultsOf(household, today).filter(({ id }) => !skipped.includes(id) && (only === undefined || only === id));

/** The adults that a screen for the whole family is about. */
export const familyOf = (formContext: FormContext, content: Pick<Form, 'skipped' | 'only' | 'just'>): Person[] =>
  presentOf(formContext, content).filter(({ id }) => mayAsk(id, formContext, content));

/** Adults to whom the text is read before anything is asked: never asked, or asked to be asked later. */
export const toBeAsked = (formContext: FormContext, content: Pick<Form, 'skipped' | 'only'>): Person[] =>
  presentOf(formContext, content).filter(({ id }) => consentRules[formContext.consentOf(id)].readText);

/** Nobody is asked without their own consent; an existing answer may be corrected. */
const mayAsk = (id: Uuid, formContext: FormContext, content: Pick<Form, 'just'> | undefined): boolean =>
  content?.just !== undefined || consentRules[formContext.consentOf(id)].askAnswers;

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
