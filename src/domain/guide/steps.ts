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
