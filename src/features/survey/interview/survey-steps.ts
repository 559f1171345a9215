import type { AnswersByCode } from '../../../domain/record/answer.ts';
import { consentRules } from '../../../domain/people/consent.ts';
import { relevantQuestions } from '../../../domain/questionnaire/flow.ts';
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

/** What of a form its steps are made of. */
export type Form = Pick<SurveyContent, 'sections' | 'length' | 'only' | 'just' | 'skipped' | 'finished' | 'pace'>;

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
