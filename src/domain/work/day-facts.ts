import type { AnswersByCode } from '../record/answer.ts';
import type { Day } from '../../lib/day.ts';
import { wishIn } from '../gaps/gap.ts';
import { indicators } from '../indicator/current.ts';
import { evaluate } from '../questionnaire/condition.ts';
import { isKnownCode } from '../questionnaire/flow.ts';
import type { Visit, VisitFacts } from '../visits/visit.ts';

/** What the order of the day needs of the answers of a household or a person. */
export interface DayFacts {
  /** The latest day on which anything was answered. */
  readonly lastOn: Day | undefined;
  /** The latest of these days, where every answer is "Chưa rõ", which asks to be asked again. */
  readonly unclearOn: Day | undefined;
}

export interface PersonDayFacts extends DayFacts {
  /** Online, and nothing else by their own hand. */
  readonly isSocialOnly: boolean;
  /** The guide that they wish to be shown, and the day they said so. */
  readonly wish: { readonly guide: string; readonly on: Day } | undefined;
}

/** What the order of the day needs of a visit. */
export type DayVisit = VisitFacts & Pick<Visit, 'household'>;

const socialOnlyRule = indicators.find(({ id }) => id === 'socialOnly')!;

/** Of these answers, all of them: leave out what is dated later than the day first (`answersUntil`). */
export function dayFactsOf(answers: AnswersByCode): DayFacts {
  let lastOn: Day | undefined;
  let unclearOn: Day | undefined;
  let isUnclear = true;
  for (const [code, answer] of Object.entries(answers)) {
    if (lastOn === undefined || answer.on > lastOn) lastOn = answer.on;
    if (!isKnownCode(code)) continue;
    if (!('na' in answer) || answer.na !== 'unknown') isUnclear = false;
    else if (unclearOn === undefined || answer.on > unclearOn) unclearOn = answer.on;
  }
  return { lastOn, unclearOn: isUnclear ? unclearOn : undefined };
}

/** As `dayFactsOf`, of a person's answers. */
export function personDayFactsOf(answers: AnswersByCode): PersonDayFacts {
  const guide = wishIn(answers);
  const on = answers['H8']?.on;
  return {
    ...dayFactsOf(answers),
    isSocialOnly: evaluate(socialOnlyRule.met, answers) === 'yes',
    wish: guide !== undefined && on !== undefined ? { guide, on } : undefined,
  };
}
