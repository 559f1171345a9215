import { isComplete } from '../../domain/questionnaire/flow.ts';
import { adultsOf, type Person } from '../../domain/village.ts';
import type { AnswersByCode } from '../../domain/answer.ts';
import type { Sheet } from './survey-steps.ts';

export interface Missing {
  /** The home's own questions are not all answered. */
  readonly home: boolean;
  readonly people: readonly Person[];
  readonly hasAdults: boolean;
  /** Answers "Chưa rõ", to be asked again another time. */
  readonly unclear: number;
}

/** What is still to be asked in this home, by what the phone holds. */
export function missingIn({ household, questionnaire, today }: Sheet): Missing {
  const adults = adultsOf(household, today);
  return {
    home: !isComplete(questionnaire.household, household.answers),
    people: adults.filter(({ answers }) => !isComplete(questionnaire.person, answers)),
    hasAdults: adults.length > 0,
    unclear: [household.answers, ...adults.map(({ answers }) => answers)].reduce((sum, answers) => sum + unclearIn(answers), 0),
  };
}

const unclearIn = (answers: AnswersByCode): number => Object.values(answers).filter((given) => 'na' in given && given.na === 'unknown').length;

export const isNothing = ({ home, people, hasAdults }: Missing): boolean => !home && people.length === 0 && hasAdults;
