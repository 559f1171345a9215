import type { AnswersByCode } from '../../domain/answer.ts';
import { consentRules, type ConsentState } from '../../domain/consent.ts';
import type { Day } from '../../domain/day.ts';
import { isSettled, relevantQuestions } from '../../domain/questionnaire/flow.ts';
import type { AnswerQuestion, NamesQuestion, Questionnaire } from '../../domain/questionnaire/question.ts';
import { adultsOf, type Household, type Person } from '../../domain/village.ts';
import type { Uuid } from '../../lib/ids.ts';
import { isSamePlace, type Place, type SurveyContent } from './draft-content.ts';

/** The text of consent, before anything is asked of people who have not answered it. */
export const CONSENT = 'consent';
/** "Who is speaking?", before a person's first question of the full form. */
export const BY = 'by';
/** "Who is at home and answers for themselves?", before the family's questions of the short form. */
export const HERE = 'here';
/** Everything was asked, or put off. */
export const END = 'end';

export type Step =
  | { readonly kind: 'question'; readonly section: Uuid; readonly of: 'household' | 'person'; readonly question: AnswerQuestion; readonly number: number; readonly total: number }
  | { readonly kind: 'consent'; readonly section: Uuid; readonly people: readonly Person[] }
  | { readonly kind: 'by'; readonly section: Uuid }
  | { readonly kind: 'here'; readonly section: Uuid }
  | { readonly kind: 'names'; readonly section: Uuid; readonly question: NamesQuestion; readonly people: readonly Person[]; readonly number: number; readonly total: number };

/** What a form is filled in against: the home as the phone shows it now. */
export interface Sheet {
  readonly household: Household;
  readonly questionnaire: Questionnaire;
  readonly today: Day;
  /** What each person said to being asked. */
  readonly consentOf: (person: Uuid) => ConsentState;
}

type Form = Pick<SurveyContent, 'sections' | 'length' | 'only' | 'just' | 'skipped' | 'finished' | 'pace'>;

export function stepCode(step: Step): string {
  if (step.kind === 'consent') return CONSENT;
  if (step.kind === 'by') return BY;
  return step.kind === 'here' ? HERE : step.question.code;
}
export const placeOf = (step: Step): Place => ({ section: step.section, step: stepCode(step) });
export const isAt = (step: Step, place: Place): boolean => isSamePlace(placeOf(step), place);

/** Answers of a section as they stand: the record's, and on top those of the draft. */
export function answersIn(sheet: Sheet, content: Pick<SurveyContent, 'sections'> | undefined, section: Uuid): AnswersByCode {
  const { household } = sheet;
  const stored = section === household.id ? household.answers : (household.people.find(({ id }) => id === section)?.answers ?? {});
  const draft = content?.sections[section];
  return draft ? { ...stored, ...draft.answers } : stored;
}

// Of the forms as they were and are: one tap asks for the same steps half a dozen times, and in a large family they are many.
const made = new WeakMap<Sheet, WeakMap<Form, readonly Step[]>>();

/** Every step of the form in order. Made once of the same sheet and form: both are never changed, only replaced. */
export function stepsOf(sheet: Sheet, content: Form | undefined): readonly Step[] {
  if (!content) return makeSteps(sheet, content);
  const ofSheet = made.get(sheet) ?? new WeakMap<Form, readonly Step[]>();
  const steps = ofSheet.get(content) ?? makeSteps(sheet, content);
  made.set(sheet, ofSheet.set(content, steps));
  return steps;
}

function makeSteps(sheet: Sheet, content: Form | undefined): Step[] {
  const people = content && content.just === undefined ? toBeAsked(sheet, content) : [];
  const consent: Step[] = people.length > 0 ? [{ kind: 'consent', section: sheet.household.id, people }] : [];
  return [...consent, ...(content?.length === 'quick' && sheet.questionnaire.quick ? quickSteps(sheet, content) : fullSteps(sheet, content))];
}

/** Hỏi đủ: the home's questions, then each resident adult's. */
function fullSteps(sheet: Sheet, content: Form | undefined): Step[] {
  const { household, questionnaire } = sheet;
  return [
    ...questionSteps(household.id, 'household', relevantQuestions(questionnaire.household, answersIn(sheet, content, household.id))),
    ...adultsOf(household, sheet.today).filter(({ id }) => mayAsk(id, sheet, content)).flatMap(({ id }): Step[] => [
      { kind: 'by', section: id },
      ...questionSteps(id, 'person', relevantQuestions(questionnaire.person, answersIn(sheet, content, id))),
    ]),
  ];
}

const questionSteps = (section: Uuid, of: 'household' | 'person', questions: readonly AnswerQuestion[]): Extract<Step, { kind: 'question' }>[] =>
  questions.map((question, index) => ({ kind: 'question', section, of, question, number: index + 1, total: questions.length }));

/** Hỏi nhanh: some of the home's questions, then one screen a question for the whole family, then each one's wish. */
function quickSteps(sheet: Sheet, content: Form): Step[] {
  const { household, questionnaire } = sheet;
  const { quick } = questionnaire;
  if (!quick) return [];
  const people = familyOf(sheet, content);
  const pick = (questions: readonly AnswerQuestion[], codes: readonly string[]) => questions.filter(({ code }) => codes.includes(code));
  const ofHome = questionSteps(household.id, 'household', relevantQuestions(pick(questionnaire.household, quick.household), answersIn(sheet, content, household.id)));
  const ofFamily = people.length === 0 ? [] : quick.family.map((question): Step => ({ kind: 'names', section: household.id, question, people, number: 0, total: 0 }));
  const ofPeople = people.flatMap(({ id }) => questionSteps(id, 'person', relevantQuestions(pick(questionnaire.person, quick.person), answersIn(sheet, content, id))));
  const asked = [...ofHome, ...ofFamily, ...ofPeople];
  // One count through the whole form: it is short enough to be seen at once.
  const numbered = asked.map((step, index) => ({ ...step, number: index + 1, total: asked.length }));
  const here: Step[] = people.length === 0 ? [] : [{ kind: 'here', section: household.id }];
  return [...numbered.slice(0, ofHome.length), ...here, ...numbered.slice(ofHome.length)];
}

/** The adults of this round who are not put off, whatever they said to being asked. */
const presentOf = ({ household, today }: Sheet, { skipped, only }: Pick<Form, 'skipped' | 'only'>): Person[] =>
  adultsOf(household, today).filter(({ id }) => !skipped.includes(id) && (only === undefined || only === id));

/** The adults that a screen for the whole family is about. */
export const familyOf = (sheet: Sheet, content: Pick<Form, 'skipped' | 'only' | 'just'>): Person[] => presentOf(sheet, content).filter(({ id }) => mayAsk(id, sheet, content));

/** Adults to whom the text is read before anything is asked: never asked, or asked to be asked later. */
export const toBeAsked = (sheet: Sheet, content: Pick<Form, 'skipped' | 'only'>): Person[] => presentOf(sheet, content).filter(({ id }) => consentRules[sheet.consentOf(id)].readText);

/** Nobody is asked without their own yes; an answer that is there already may be put right. */
const mayAsk = (id: Uuid, sheet: Sheet, content: Pick<Form, 'just'> | undefined): boolean => content?.just !== undefined || consentRules[sheet.consentOf(id)].askAnswers;

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
export function needsAsking(step: Step, sheet: Sheet, content: Form): boolean {
  switch (step.kind) {
    case 'question':
      return isOpen(step.question.code, step.section, sheet, content);
    case 'names':
      return step.people.some(({ id }) => step.question.targets.some(({ question }) => isOpen(question, id, sheet, content)));
    case 'consent':
      return step.people.length > 0;
    case 'by':
      return content.sections[step.section]?.by === undefined && personCodes(sheet, content, step.section).some((code) => isOpen(code, step.section, sheet, content));
    case 'here': {
      const waiting = familyOf(sheet, content).filter(({ id }) => content.sections[id]?.by === undefined && !content.finished.includes(id));
      return waiting.some(({ id }) => quickCodes(sheet).some((code) => isOpen(code, id, sheet, content)));
    }
  }
}

/** Is this question of this section still open? */
function isOpen(code: string, section: Uuid, sheet: Sheet, content: Form): boolean {
  if (content.finished.includes(section) || content.skipped.includes(section)) return false;
  if (content.just !== undefined && content.just !== code) return false;
  if (content.sections[section]?.answers[code]) return false;
  return content.pace === 'all' || !isSettled(answersIn(sheet, undefined, section)[code]);
}

const personCodes = (sheet: Sheet, content: Form, id: Uuid): string[] =>
  relevantQuestions(sheet.questionnaire.person, answersIn(sheet, content, id)).map(({ code }) => code);

/** The codes of a person's questions in the short form. */
function quickCodes({ questionnaire: { quick } }: Sheet): string[] {
  return quick ? [...quick.family.flatMap(({ targets }) => targets.map(({ question }) => question)), ...quick.person] : [];
}

/** Is anything of this section still to be asked? */
export function isSectionOpen(section: Uuid, sheet: Sheet, content: Form): boolean {
  if (content.length !== 'quick' || !sheet.questionnaire.quick) {
    const isHome = section === sheet.household.id;
    const codes = isHome ? relevantQuestions(sheet.questionnaire.household, answersIn(sheet, content, section)).map(({ code }) => code) : personCodes(sheet, content, section);
    return codes.some((code) => isOpen(code, section, sheet, content));
  }
  const codes = section === sheet.household.id ? sheet.questionnaire.quick.household : quickCodes(sheet);
  return codes.some((code) => isOpen(code, section, sheet, content));
}

/** The first step after `from` that is still to be asked; without `from`, of the whole form. */
export function nextStep(sheet: Sheet, content: Form, from?: Place): Step | undefined {
  const steps = stepsOf(sheet, content);
  const index = from ? steps.findIndex((step) => isAt(step, from)) : -1;
  return steps.slice(index + 1).find((step) => needsAsking(step, sheet, content));
}

/** Who is still to be asked the question at `from`, from there on: the person it is about, and those after them. */
export function stillToAsk(sheet: Sheet, content: Form, from: Place): Uuid[] {
  const steps = stepsOf(sheet, content);
  const index = steps.findIndex((step) => isAt(step, from));
  const same = steps.slice(Math.max(index, 0)).filter((step) => step.kind === 'question' && step.of === 'person' && step.question.code === from.step);
  return same.filter((step) => step.section === from.section || needsAsking(step, sheet, content)).map(({ section }) => section);
}

/** The step before, for going back; undefined at the first one. */
export function previousStep(sheet: Sheet, content: Form, from: Place): Step | undefined {
  const steps = stepsOf(sheet, content);
  if (from.step === END) return steps.at(-1);
  const index = steps.findIndex((step) => isAt(step, from));
  return index > 0 ? steps[index - 1] : undefined;
}
