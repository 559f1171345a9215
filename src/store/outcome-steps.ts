import { laterOutcomes, type OpOutcome } from '../protocol/outcome.ts';
import type { StoredOp } from './engine.ts';

/** What the server's word does to an operation; outcomes move forward only, anything else is an old answer. */
export function afterOutcome(op: StoredOp, word: OpOutcome): StoredOp | 'erased' | 'unchanged' {
  if (op.outcome !== undefined && !laterOutcomes[op.outcome].includes(word.outcome)) return 'unchanged';
  if (word.outcome === 'erased') return 'erased';
  return { ...op, state: 'overlaid', outcome: word.outcome, ackVersion: word.version };
}
