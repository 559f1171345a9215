import { answersUntil } from '../record/answer.ts';
import type { Day } from '../../lib/day.ts';
import type { Household } from '../people/village.ts';
import type { Uuid } from '../../lib/ids.ts';
import { evaluate, type Truth } from '../questionnaire/condition.ts';
import { casesIn, rowsIn } from './count.ts';
import type { Indicator } from './indicator.ts';

/**
 * Why a figure moved, the same people compared. A village that asks its harder households must not look as if it had
 * got worse, so answers that are new are kept apart from answers that changed.
 */
export interface Change {
  /** Not known then, known now: "do hỏi thêm". */
  readonly asked: { readonly met: number; readonly notMet: number };
  /** No then, yes now: "do bà con tiến bộ". */
  readonly progressed: number;
  /** Yes then, no now. */
  readonly fellBack: number;
  /** Known then, not known now: the answer was withdrawn. */
  readonly unasked: number;
}

/** One case of a figure on a day: a person, or a household. */
export interface Case {
  readonly household: Household;
  /** Undefined where the figure is about households. */
  readonly person: Uuid | undefined;
  readonly truth: Truth;
}

/** Everybody whom a figure is about and who has a row; who is in a tally only is nobody in particular. */
export const casesOf = (households: readonly Household[], indicator: Indicator, asOf: Day): Case[] =>
  households.flatMap((household) =>
    casesIn(indicator, answersUntil(household.answers, asOf), rowsIn(household, asOf), asOf).map(
      ({ person, answers }): Case => ({
        household,
        person: person?.id,
        truth: answers ? evaluate(indicator.met, answers) : 'no',
      }),
    ),
  );

const keyOf = ({ household, person }: Case): Uuid => person ?? household.id;

/** What changed for those who are counted on both days. */
export function changeOf(households: readonly Household[], indicator: Indicator, from: Day, until: Day): Change {
  const then = new Map(casesOf(households, indicator, from).map((one) => [keyOf(one), one.truth]));
  const change = { ...noChange, asked: { ...noChange.asked } };
  for (const now of casesOf(households, indicator, until)) {
    const before = then.get(keyOf(now));
    if (before === undefined || before === now.truth) continue;
    if (before === 'unknown') change.asked[now.truth === 'yes' ? 'met' : 'notMet']++;
    else if (now.truth === 'unknown') change.unasked++;
    else if (now.truth === 'yes') change.progressed++;
    else change.fellBack++;
  }
  return change;
}

export const noChange: Change = { asked: { met: 0, notMet: 0 }, progressed: 0, fellBack: 0, unasked: 0 };

/** The changes of two parts of a village that share no household. */
export const addChanges = (a: Change, b: Change): Change => ({
  asked: { met: a.asked.met + b.asked.met, notMet: a.asked.notMet + b.asked.notMet },
  progressed: a.progressed + b.progressed,
  fellBack: a.fellBack + b.fellBack,
  unasked: a.unasked + b.unasked,
});

export const isNoChange = ({ asked, progressed, fellBack, unasked }: Change): boolean =>
  asked.met + asked.notMet + progressed + fellBack + unasked === 0;
