import type { Answer, AnswersByCode } from '../answer.ts';
import type { NamesQuestion, TickTarget } from './question.ts';

/**
 * What is on the screen for one person: the items ticked for them, or why there is no answer. Nothing ticked is an
 * answer too once the family has gone on: "không".
 */
export type Ticks = { readonly ticked: readonly string[] } | { readonly na: 'unknown' | 'refused' };

export const noTicks: Ticks = { ticked: [] };

type AnswerCommon = Pick<Answer, 'by' | 'on' | 'q'>;

/**
 * The person's answers that these ticks say, by question code.
 *
 * @param before what is known from before this round: an answer that says the same in finer words ("gần như mỗi ngày"
 * for a tick at "có vào mạng"), or "Không muốn trả lời" where nothing is ticked now, stays as it is and is left out
 */
export function answersFromTicks({ targets }: NamesQuestion, ticks: Ticks, common: AnswerCommon, before: AnswersByCode = {}): Record<string, Answer> {
  const written = targets.filter((target) => !isSaidAlready(target, ticks, before[target.question]));
  return Object.fromEntries(
    written.map((target): [string, Answer] => [target.question, 'na' in ticks ? { na: ticks.na, ...common } : { v: valueOf(target, ticks.ticked), ...common }]),
  );
}

const ruleOf = ({ rules }: TickTarget, ticked: readonly string[]) => rules.find(({ item }) => ticked.includes(item));
const valueOf = (target: TickTarget, ticked: readonly string[]): string => ruleOf(target, ticked)?.value ?? target.otherwise;
const isSaidBy = ({ value, covers }: TickTarget['rules'][number], given: string): boolean => value === given || covers.includes(given);

function isSaidAlready(target: TickTarget, ticks: Ticks, given: Answer | undefined): boolean {
  if (!given) return false;
  if ('na' in ticks) return 'na' in given && given.na === 'refused';
  const rule = ruleOf(target, ticks.ticked);
  if ('na' in given) return given.na === 'refused' && !rule;
  const { v } = given;
  if (typeof v !== 'string') return false;
  return rule ? isSaidBy(rule, v) : !target.rules.some((one) => isSaidBy(one, v));
}

/** The ticks that say what is answered already; undefined while a question behind the ticks has no answer at all. */
export function ticksFromAnswers({ items, targets }: NamesQuestion, answers: AnswersByCode): Ticks | undefined {
  const given = targets.map(({ question }) => answers[question]);
  if (given.some((one) => one === undefined)) return undefined;
  const reasons = given.map((one) => (one && 'na' in one ? one.na : undefined));
  const [first] = reasons;
  if (first !== undefined && reasons.every((reason) => reason === first)) return { na: first };
  return { ticked: items.filter((item) => isTicked(item, targets, answers)) };
}

/** An item that speaks about several questions is ticked when all of them say so. */
function isTicked(item: string, targets: readonly TickTarget[], answers: AnswersByCode): boolean {
  const said = targets.flatMap(({ question, rules }) =>
    rules
      .filter((rule) => rule.item === item)
      .map((rule) => {
        const given = answers[question];
        return given !== undefined && 'v' in given && typeof given.v === 'string' && isSaidBy(rule, given.v);
      }),
  );
  return said.length > 0 && said.every(Boolean);
}

/** Ticks or unticks one item; an item that excludes others ("không có việc") takes their ticks away. */
export function toggleTick({ excludes }: NamesQuestion, ticks: Ticks, item: string): Ticks {
  const ticked = 'na' in ticks ? [] : ticks.ticked;
  if (ticked.includes(item)) return { ticked: ticked.filter((one) => one !== item) };
  const gone = excludes?.[item] ?? [];
  return { ticked: [...ticked.filter((one) => !gone.includes(one)), item] };
}
