import type { Guide, Part, Step } from './guide.ts';

export interface NumberedStep {
  readonly part: Part;
  readonly step: Step;
  /** Counted through the whole guide, from 1: `#step-<number>` opens it. */
  readonly number: number;
  /** Its place in its part, from 1. */
  readonly inPart: number;
}

/** All steps of a guide in order, numbered through. */
export const stepsOf = (of: Guide): readonly NumberedStep[] =>
  of.parts
    .flatMap((one) => one.steps.map((each, index) => ({ part: one, step: each, inPart: index + 1 })))
    .map((each, index) => ({ ...each, number: index + 1 }));

/** The step that `#step-<n>` names; the first one for any other fragment. */
export function stepAt(steps: readonly NumberedStep[], hash: string): NumberedStep | undefined {
  const number = Number(/^#step-(\d+)$/.exec(hash)?.[1] ?? 1);
  return steps[number - 1] ?? steps[0];
}
