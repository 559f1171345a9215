import { useState } from 'react';
import type { Change } from '../../../store/phone-store.ts';
import { usePhone, useRefresh } from '../../../phone/hooks.ts';
import { trySave, type Unsaved } from './saving.ts';
import { useVillage } from '../use-household.ts';

export interface SubmitAction {
  readonly problem: Unsaved | undefined;
  readonly busy: boolean;
  /** One group, on disk when it resolves to true; the screens show it then. */
  readonly save: (changes: readonly Omit<Change, 'village'>[]) => Promise<boolean>;
}

/**
 * For screens that change a household with one tap and have no draft: several records change together or not at all.
 */
export function useSubmit(): SubmitAction {
  const { store } = usePhone();
  const village = useVillage();
  const refresh = useRefresh(village);
  const [problem, setProblem] = useState<Unsaved>();
  const [busy, setBusy] = useState(false);
  const save: SubmitAction['save'] = async (changes) => {
    setBusy(true);
    const refused = await trySave(async () => {
      await store.records.submit(changes.map((change) => ({ ...change, village })));
      return undefined;
    });
    if (!refused) await refresh();
    setBusy(false);
    setProblem(refused);
    return refused === undefined;
  };
  return { problem, busy, save };
}
