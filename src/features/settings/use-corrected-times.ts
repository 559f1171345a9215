import { useCorrected } from '../../phone/hooks.ts';
import type { SyncState } from '../../sync/index.ts';

type Stamps = Pick<SyncState, 'lastContact' | 'oldestUnsent' | 'retryAt'>;

/** The state with its stamps as people read them: a phone with a wrong date has made them by its own clock. */
export function useCorrectedTimes<S extends Stamps>(state: S): S {
  const corrected = useCorrected();
  const { lastContact, oldestUnsent, retryAt } = state;
  return {
    ...state,
    ...(lastContact !== undefined && { lastContact: corrected(lastContact) }),
    ...(oldestUnsent !== undefined && { oldestUnsent: corrected(oldestUnsent) }),
    ...(retryAt !== undefined && { retryAt: corrected(retryAt) }),
  };
}
