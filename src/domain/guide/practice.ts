import type { Step } from './guide.ts';
import { spotsOf } from './spots.ts';
import type { Label } from './screen.ts';

/**
 * Practising one step: what has been tapped so far. No step advances by itself: after `found` the person taps "next".
 */
export type Try =
  | { readonly kind: 'asked'; readonly misses: 0 }
  /** `label`: the place that was tapped instead. */
  | { readonly kind: 'missed'; readonly misses: number; readonly label: Label }
  | { readonly kind: 'found'; readonly misses: number };

export const notTried: Try = { kind: 'asked', misses: 0 };

/** Misses after which the right place is shown, so that nobody is stuck. */
const missesBeforeShown = 2;

/**
 * The state after a tap on a place of the step's screen. A tap after the right one changes nothing.
 * @param spot the place's id
 */
export function tap(step: Step, before: Try, spot: string): Try {
  if (before.kind === 'found') return before;
  if (spot === step.target) return { kind: 'found', misses: before.misses };
  const tapped = step.screen.parts.flatMap(spotsOf).find((each) => each.id === spot);
  return tapped ? { kind: 'missed', misses: before.misses + 1, label: tapped.label } : before;
}

/** Whether the right place is to be marked: it was found, or missed often enough. */
export const isShown = (now: Try): boolean => now.kind === 'found' || now.misses >= missesBeforeShown;
