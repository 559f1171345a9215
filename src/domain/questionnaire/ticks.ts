import type { Uuid } from '../../lib/ids.ts';
import type { Answer, AnswersByCode } from '../record/answer.ts';
import { standingAnswer } from './former-codes.ts';
import type { NamesQuestion, TickTarget } from './question.ts';

/**
 * One person's state in a `names` question: the items ticked for them, or why there is no answer. When the family goes
 * on with nothing ticked, that is the answer "không".
 */
export type Ticks = { readonly ticked: readonly string[] } | { readonly na: 'unknown' | 'refused' };

export const noTicks: Ticks = { ticked: [] };

/** The ticks of each person, by the person's id. */
export type TicksById = ReadonlyMap<Uuid, Ticks>;

type AnswerCommon = Pick<Answer, 'by' | 'on' | 'q'>;

/**
 * The person's answers that follow from these ticks, by question code.
 *
 * @param before the answers before this round: a finer answer to the same effect ("gần như mỗi ngày"
 * for a tick at "có vào mạng"), or "Không muốn trả lời" where nothing is ticked now, stays as it is and is left out
 */
export function answersFromTicks(
  { targets }: NamesQuestion,
  ticks: Ticks,
  common: AnswerCommon,
  before: AnswersByCode = {},
): Record<string, Answer> {
  const written = targets.filter((target) => !isSaidAlready(target, ticks, standingAnswer(target.question, before)));
  return Object.fromEntries(
    written.map((target): [string, Answer] => [
      target.question,
      'na' in ticks ? { na: ticks.na, ...common } : { v: valueOf(target, ticks.ticked), ...common },
    ]),
  );
}

const ruleOf = ({ rules }: TickTarget, ticked: readonly string[]) => rules.find(({ item }) => ticked.includes(item));
const valueOf = (target: TickTarget, ticked: readonly string[]): string =>
  ruleOf(target, ticked)?.value ?? target.otherwise;
const isSaidBy = ({ value, covers }: TickTarget['rules'][number], given: string): boolean =>
  value === given || covers.includes(given);

function isSaidAlready(target: TickTarget, ticks: Ticks, given: Answer | undefined): boolean {
  if (!given) return false;
  if ('na' in ticks) return 'na' in given && given.na === 'refused';
  const rule = ruleOf(target, ticks.ticked);
  if ('na' in given) return given.na === 'refused' && !rule;
  const { v } = given;
  if (typeof v !== 'string') return false;
  return rule ? isSaidBy(rule, v) : !target.rules.some((one) => isSaidBy(one, v));
}

/**
 * The ticks that follow from the stored answers; undefined while none of the questions behind the ticks has one. Where
 * some have, those are ticked: going on must not turn what is known into a no.
 */
export function ticksFromAnswers({ items, targets }: NamesQuestion, answers: AnswersByCode): Ticks | undefined {
  const given = targets.map(({ question }) => standingAnswer(question, answers));
  if (given.every((one) => one === undefined)) return undefined;
  const reasons = given.map((one) => (one && 'na' in one ? one.na : undefined));
  const [first] = reasons;
  if (first !== undefined && reasons.every((reason) => reason === first)) return { na: first };
  return { ticked: items.filter((item) => isTicked(item, targets, answers)) };
}

/** An item that concerns several questions is ticked when the answers to all of them agree. */
function isTicked(item: string, targets: readonly TickTarget[], answers: AnswersByCode): boolean {
  const said = targets.flatMap(({ question, rules }) =>
    rules
      .filter((rule) => rule.item === item)
      .map((rule) => {
        const given = standingAnswer(question, answers);
        return given !== undefined && 'v' in given && typeof given.v === 'string' && isSaidBy(rule, given.v);
      }),
  );
  return said.length > 0 && said.every(Boolean);
}

/**
 * Ticks or unticks one item; an item that excludes others ("không có việc") takes their ticks away, and one that
 * includes others ticks them.
 */
export function toggleTick({ excludes, includes }: NamesQuestion, ticks: Ticks, item: string): Ticks {
  const ticked = 'na' in ticks ? [] : ticks.ticked;
  if (ticked.includes(item))
    return { ticked: ticked.filter((one) => one !== item && !includes?.[one]?.includes(item)) };
  const gone = excludes?.[item] ?? [];
  const also = includes?.[item] ?? [];
  return { ticked: [...new Set([...ticked.filter((one) => !gone.includes(one)), ...also, item])] };
}
