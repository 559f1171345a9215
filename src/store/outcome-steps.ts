import { laterOutcomes, type OpOutcome } from '../protocol/outcome.ts';
import type { StoredOp } from './engine.ts';

/** What the server's word does to an operation; outcomes move forward only, anything else is an old answer. */
function afterOutcome(op: StoredOp, word: OpOutcome): StoredOp | 'erased' {
  if (op.outcome !== undefined && !laterOutcomes[op.outcome].includes(word.outcome)) return op;
  if (word.outcome === 'erased') return 'erased';
  return { ...op, state: 'overlaid', outcome: word.outcome, ackVersion: word.version };
}

/** Operations after the server's words on them; untouched ones stay the same objects, erased ones have to go. */
export function hear(ops: readonly StoredOp[], outcomes: readonly OpOutcome[]): { readonly told: StoredOp[]; readonly erased: StoredOp[] } {
  const words = new Map(outcomes.map((word) => [word.opId, word]));
  const told: StoredOp[] = [];
  const erased: StoredOp[] = [];
  for (const op of ops) {
    const word = words.get(op.opId);
    const next = word ? afterOutcome(op, word) : op;
    if (next === 'erased') erased.push(op);
    else told.push(next);
  }
  return { told, erased };
}

export const retainedBytesIn = (ops: readonly StoredOp[]): number =>
  ops.reduce((sum, op) => sum + (op.state === 'retained' ? op.bytes : 0), 0);
