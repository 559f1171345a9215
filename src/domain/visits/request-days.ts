import { addDays, type Day } from '../../lib/day.ts';

/** Law 91/2025/QH15 and decree 356/2025: an answer within 2 working days, processing stopped within 15 days. */
export const answerWithinWorkingDays = 2;
export const stopWithinDays = 15;

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/**
 * The last day for answering a request made on `day`. Public holidays are not known here, so in a week with one the
 * true day may be later, never earlier.
 */
export function answerBy(day: Day): Day {
  let last = day;
  for (let left = answerWithinWorkingDays; left > 0;) {
    last = addDays(last, 1);
    if (!isWeekend(last)) left--;
  }
  return last;
}

/** The last day on which data may be in use after the person withdrew consent on `day`. */
export const stopBy = (day: Day): Day => addDays(day, stopWithinDays);
