import type { Figure } from '../indicator/counts.ts';
import type { IndicatorId } from '../indicator/indicator.ts';
import { gapTo, type Gap } from '../report/target.ts';
import type { AreaCriterion } from './area-checklist.ts';
import type { Criterion } from './checklist.ts';
import { isOf, type StoredTick } from './tick.ts';

/** `hidden`: the reader may not see the figure (fewer than five people). */
export type CriterionState = 'met' | 'notMet' | 'unknown' | 'hidden';

/** A criterion of a built-in list, or of one that an area keeps. */
export type AnyCriterion = Criterion | AreaCriterion;
type AnyFigure = Extract<AnyCriterion, { kind: 'figure' }>;
type AnyTicked = Extract<AnyCriterion, { kind: 'ticked' }>;

export type FilledCriterion =
  | {
      readonly criterion: AnyFigure;
      readonly state: CriterionState;
      /** Absent where the figure is hidden. */
      readonly figure?: Figure;
      readonly gap?: Gap;
    }
  | { readonly criterion: AnyTicked; readonly state: CriterionState; readonly tick?: StoredTick };

/** The figure that answers a criterion. */
export const indicatorOf = (criterion: AnyFigure): IndicatorId =>
  'indicator' in criterion ? criterion.indicator : criterion.id;

/**
 * A list filled in: what the village's figures answer, and what people ticked.
 *
 * @param figures those that the reader may see; of which day, the caller knows
 */
export const fillIn = (
  { id, criteria }: { readonly id: string; readonly criteria: readonly AnyCriterion[] },
  figures: Readonly<Partial<Record<IndicatorId, Figure>>>,
  ticks: readonly StoredTick[],
): FilledCriterion[] =>
  criteria.map((criterion) =>
    criterion.kind === 'figure'
      ? byFigure(criterion, figures[indicatorOf(criterion)])
      : byTick(criterion, ticks.find(isOf({ checklist: id, criterion: criterion.id }))),
  );

function byFigure(criterion: AnyFigure, figure: Figure | undefined): FilledCriterion {
  if (!figure) return { criterion, state: 'hidden' };
  const gap = gapTo(criterion, figure);
  return { criterion, state: stateOf(figure, gap), figure, gap };
}

/** Met whatever the unknown would answer, not met whatever they would answer, or not known yet. */
function stateOf({ total, unknown }: Figure, { missing }: Gap): CriterionState {
  if (total === 0) return 'unknown';
  if (missing === 0) return 'met';
  return missing > unknown ? 'notMet' : 'unknown';
}

function byTick(criterion: AnyTicked, tick: StoredTick | undefined): FilledCriterion {
  if (!tick || tick.met === null) return { criterion, state: 'unknown' };
  return { criterion, state: tick.met ? 'met' : 'notMet', tick };
}

/** How many criteria are in each state. */
export function statesIn(filled: readonly { readonly state: CriterionState }[]): Record<CriterionState, number> {
  const states = { met: 0, notMet: 0, unknown: 0, hidden: 0 };
  for (const { state } of filled) states[state]++;
  return states;
}
