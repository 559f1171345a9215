import * as v from 'valibot';
import { uuid } from '../domain/record/record.ts';

/**
 * Outcomes of a stored operation. `setAside`: a lead decided not to apply it; its text is kept. Outcomes only move
 * forward: down this list, never up.
 */
export const outcomeKinds = ['parked', 'quarantined', 'noop', 'applied', 'conflict', 'setAside', 'erased'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** Which outcomes may follow which. Parked and quarantined work waits for a parent or a lead; erasure ends all. */
export const laterOutcomes: Readonly<Record<OutcomeKind, readonly OutcomeKind[]>> = {
  parked: ['noop', 'applied', 'conflict', 'quarantined', 'setAside', 'erased'],
  quarantined: ['noop', 'applied', 'conflict', 'setAside', 'erased'],
  noop: ['erased'],
  applied: ['erased'],
  conflict: ['erased'],
  setAside: ['erased'],
  erased: [],
};

/**
 * `version` is the village version at which the outcome was reached: an operation stays overlaid on the phone until
 * its pull cursor has come that far.
 */
export const opOutcome = v.object({
  opId: uuid,
  outcome: v.picklist(outcomeKinds),
  version: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
});
export type OpOutcome = v.InferOutput<typeof opOutcome>;
