import {
  isComplete,
  isRelevant,
  leastQuestions,
  wasAsked,
  type SectionKind,
} from '../../../domain/questionnaire/flow.ts';
import { standingAnswer } from '../../../domain/questionnaire/former-codes.ts';
import type { AnswerQuestion } from '../../../domain/questionnaire/question.ts';
import { adultsOf, type Person } from '../../../domain/people/village.ts';
import type { AnswersByCode } from '../../../domain/record/answer.ts';
import type { SurveyContent } from '../drafts/draft-content.ts';
import type { FormContext } from '../form-context.ts';
import { answersIn } from './survey-steps.ts';

export interface MissingOf {
  readonly person: Person;
  readonly questions: readonly AnswerQuestion[];
}

export interface Missing {
  /** The household's own questions without an answer. */
  readonly household: readonly AnswerQuestion[];
  readonly people: readonly MissingOf[];
  readonly hasAdults: boolean;
  /** Answers "Chưa rõ", to be asked again another time. */
  readonly unclear: number;
}

/** The open questions of a household: of the short form, or of the whole questionnaire after Hỏi đủ. */
export function missingIn(formContext: FormContext, content?: SurveyContent): Missing {
  const { household, questionnaire, today } = formContext;
  const adults = adultsOf(household, today);
  const asksAll = content?.length === 'full' && content.only === undefined;
  const gaps = (of: SectionKind, answers: AnswersByCode): AnswerQuestion[] => {
    if (!asksAll && wasAsked(of, answers)) return [];
    const questions = asksAll ? questionnaire[of] : leastQuestions(questionnaire, of);
    return isComplete(questions, answers)
      ? []
      : questions.filter(
          (question) => !question.optional && isRelevant(question, answers) && !standingAnswer(question.code, answers),
        );
  };
  const people = adults.map((person) => ({
    person,
    questions: gaps('person', answersIn(formContext, content, person.id)),
  }));
  return {
    household: gaps('household', answersIn(formContext, content, household.id)),
    people: people.filter(({ questions }) => questions.length > 0),
    hasAdults: adults.length > 0,
    unclear: [household.answers, ...adults.map(({ answers }) => answers)].reduce(
      (sum, answers) => sum + unclearIn(answers),
      0,
    ),
  };
}

const unclearIn = (answers: AnswersByCode): number =>
  Object.values(answers).filter((given) => 'na' in given && given.na === 'unknown').length;

export const isNothing = ({ household, people, hasAdults }: Missing): boolean =>
  household.length === 0 && people.length === 0 && hasAdults;
