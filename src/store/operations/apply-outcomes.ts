import { laterOutcomes, type OpOutcome } from '../../protocol/outcome.ts';
import type { StoredOp } from '../engine/engine.ts';

/** An operation with a new outcome. Outcomes only move forward (`laterOutcomes`); any other is an old answer. */
function afterOutcome(op: StoredOp, next: OpOutcome): StoredOp | 'erased' {
  if (op.outcome !== undefined && !laterOutcomes[op.outcome].includes(next.outcome)) return op;
  if (next.outcome === 'erased') return 'erased';
  return { ...op, state: 'overlaid', outcome: next.outcome, ackVersion: next.version };
}

/**
 * Operations with their new outcomes. Unchanged ones stay the same objects; the caller deletes `erased`.
 */
export function applyOutcomes(
  ops: readonly StoredOp[],
  outcomes: readonly OpOutcome[],
): { readonly updated: StoredOp[]; readonly erased: StoredOp[] } {
  const outcomeByOpId = new Map(outcomes.map((outcome) => [outcome.opId, outcome]));
  const updated: StoredOp[] = [];
  const erased: StoredOp[] = [];
  for (const op of ops) {
    const outcome = outcomeByOpId.get(op.opId);
    const next = outcome ? afterOutcome(op, outcome) : op;
    if (next === 'erased') erased.push(op);
    else updated.push(next);
  }
  return { updated, erased };
}

/** Sum of `bytes` of the retained ones. */
export const retainedBytesIn = (ops: readonly StoredOp[]): number =>
  ops.reduce((sum, op) => sum + (op.state === 'retained' ? op.bytes : 0), 0);
