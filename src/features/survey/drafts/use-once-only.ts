import { useState } from 'react';
import { isDeleted } from '../../../domain/record/record.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useHouseholdRecords, usePhone } from '../../../phone/hooks.ts';
import { useVillage } from '../use-household.ts';

export interface OnceOnly {
  /** True when another window has saved this form: what is on this screen is not in the record. */
  readonly savedElsewhere: boolean;
  /** Saves under the form's id, or as a record of its own where another window took that id. */
  readonly save: (finish: (record: Uuid) => Promise<boolean>) => Promise<boolean>;
}

/**
 * A form that makes a record and never changes one (a visit, what a household was given). Saved twice, from two
 * windows, it would write over what the other window saved.
 */
export function useOnceOnly(household: Uuid, id: Uuid): OnceOnly {
  const { newId } = usePhone();
  const records = useHouseholdRecords(useVillage(), household);
  const [isSaving, setSaving] = useState(false);
  const isThere = records.state === 'ready' && records.value.some((one) => one.id === id && !isDeleted(one));
  const savedElsewhere = isThere && !isSaving;
  return {
    savedElsewhere,
    save: async (finish) => {
      setSaving(true);
      const saved = await finish(savedElsewhere ? newId() : id);
      if (!saved) setSaving(false);
      return saved;
    },
  };
}
