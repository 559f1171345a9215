import { isComplete, isRelevant, leastQuestions, wasAsked, type SectionKind } from '../../domain/questionnaire/flow.ts';
import type { AnswerQuestion } from '../../domain/questionnaire/question.ts';
import { adultsOf, type Person } from '../../domain/village.ts';
import type { AnswersByCode } from '../../domain/answer.ts';
import type { SurveyContent } from './draft-content.ts';
import { answersIn, type Sheet } from './survey-steps.ts';

export interface MissingOf {
  readonly person: Person;
  readonly questions: readonly AnswerQuestion[];
}

export interface Missing {
  /** The home's own questions without an answer. */
  readonly home: readonly AnswerQuestion[];
  readonly people: readonly MissingOf[];
  readonly hasAdults: boolean;
  /** Answers "Chưa rõ", to be asked again another time. */
  readonly unclear: number;
}

/** What is still to be asked in this home, by what the phone holds: of the short form, or of everything after Hỏi đủ. */
export function missingIn(sheet: Sheet, content?: SurveyContent): Missing {
  const { household, questionnaire, today } = sheet;
  const adults = adultsOf(household, today);
  const asksAll = content?.length === 'full' && content.only === undefined;
  const gaps = (of: SectionKind, answers: AnswersByCode): AnswerQuestion[] => {
    if (!asksAll && wasAsked(of, answers)) return [];
    const questions = asksAll ? questionnaire[of] : leastQuestions(questionnaire, of);
    return isComplete(questions, answers) ? [] : questions.filter((question) => !question.optional && isRelevant(question, answers) && !answers[question.code]);
  };
  const people = adults.map((person) => ({ person, questions: gaps('person', answersIn(sheet, content, person.id)) }));
  return {
    home: gaps('household', answersIn(sheet, content, household.id)),
    people: people.filter(({ questions }) => questions.length > 0),
    hasAdults: adults.length > 0,
    unclear: [household.answers, ...adults.map(({ answers }) => answers)].reduce((sum, answers) => sum + unclearIn(answers), 0),
  };
}

const unclearIn = (answers: AnswersByCode): number => Object.values(answers).filter((given) => 'na' in given && given.na === 'unknown').length;

export const isNothing = ({ home, people, hasAdults }: Missing): boolean => home.length === 0 && people.length === 0 && hasAdults;
