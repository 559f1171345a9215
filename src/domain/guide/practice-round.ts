import { addDays, type Day } from '../../lib/day.ts';
import type { Guide } from './guide.ts';
import { stepsOf, type NumberedStep } from './steps.ts';

/** Days after which a guide is practised once more. */
export const daysUntilAgain = 3;

export const againOn = (today: Day): Day => addDays(today, daysUntilAgain);

/** The steps to practise once more: the guide's `again` part, at most seven steps, about two minutes. */
export const practiceRound = (guide: Guide): readonly NumberedStep[] =>
  stepsOf(guide).filter(({ part }) => part.id === guide.again);

/** Where a round stands by the address: `#again` its first step, `#again-2` its second, `#again-done` its end. */
export type RoundPlace = { readonly kind: 'step'; readonly at: number } | { readonly kind: 'done' };

/** undefined: the address is not about a round. A number that is none of the round's leads to its first step. */
export function roundPlaceAt(hash: string, steps: number): RoundPlace | undefined {
  if (hash === '#again-done') return { kind: 'done' };
  const [, number] = /^#again(?:-(\d+))?$/.exec(hash) ?? [];
  if (!/^#again(?:-|$)/.test(hash)) return undefined;
  const at = Number(number ?? 1);
  return { kind: 'step', at: at >= 1 && at <= steps ? at : 1 };
}
