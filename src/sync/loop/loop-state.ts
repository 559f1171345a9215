import type { SyncPhase, SyncProblem, SyncState } from './sync-state.ts';
import type { SliceResult } from '../slice/slice-types.ts';

type Patch = Pick<SyncState, 'phase' | 'waitingFor' | 'problem' | 'lastResult'> & { retryAt: number | undefined };

/** The state to show after a slice. */
export function stateAfter(result: SliceResult): Patch {
  const retryAt = 'retryAt' in result ? result.retryAt : undefined;
  return { ...phaseAfter(result), waitingFor: undefined, retryAt, lastResult: result };
}

function phaseAfter(result: SliceResult): { phase: SyncPhase; problem: SyncProblem | undefined } {
  switch (result.kind) {
    case 'done':
    case 'more':
      return { phase: 'idle', problem: undefined };
    case 'offline':
      return { phase: 'offline', problem: undefined }; // normal, not an error
    case 'busy':
      return { phase: 'waiting', problem: { kind: 'busy' } };
    case 'refused':
      return { phase: 'stopped', problem: { kind: 'refused', problem: result.problem } };
    case 'signInNeeded':
    case 'revoked':
    case 'updateNeeded':
    case 'full':
      return { phase: 'stopped', problem: { kind: result.kind } };
  }
}
