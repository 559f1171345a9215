import type { Work, WorkReason } from './why-visit.ts';

/**
 * The households of one day, `most` of them: every promise however many, then in order; but one place each is kept for
 * the first re-check and the first coaching, or a village with a hundred households to ask, or in a campaign, would
 * never come to either.
 */
export function todaysWork<W extends Pick<Work, 'reasons'>>(inOrder: readonly W[], most: number): W[] {
  const first = (reason: WorkReason): readonly W[] =>
    inOrder.filter(({ reasons }) => reasons.find((one) => one !== 'campaign') === reason).slice(0, 1);
  const promised = inOrder.filter(({ reasons }) => reasons[0] === 'promised');
  const kept = [...first('recheck'), ...first('coach')].slice(0, Math.max(0, most - promised.length - 1));
  const chosen = new Set<W>([...promised, ...kept]);
  for (const one of inOrder) {
    if (chosen.size >= most) break;
    chosen.add(one);
  }
  return inOrder.filter((one) => chosen.has(one));
}
