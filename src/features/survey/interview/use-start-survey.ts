import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePhone } from '../../../phone/hooks.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import type { Unsaved } from '../drafts/saving.ts';
import { startSurvey, type StartOptions } from './survey-form.ts';
import { startDraft } from './session/survey-disk.ts';
import type { SurveyEntry } from './session/survey-history.ts';
import { useVillage } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';

/** Opens a form: on disk first, with the versions shown now, then on the screen. */
export function useStartSurvey(formContext: HouseholdContext): {
  readonly start: (options: StartOptions) => void;
  readonly problem: Unsaved | undefined;
} {
  const phone = usePhone();
  const village = useVillage();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Unsaved>();
  const { household, basesOf } = formContext;

  async function open(options: StartOptions): Promise<void> {
    const begun = await phone.store.drafts.get(household.id);
    // A form is under way already, maybe in another window: that one goes on, at the question asked for.
    const refused = begun
      ? undefined
      : await startDraft(phone, village, household.id, startSurvey(formContext, basesOf, options));
    setProblem(refused);
    const entry: SurveyEntry = options.at ? { at: options.at } : {};
    if (!refused) void navigate(addressesBelow(phone.basePath).survey(household.id), { state: entry });
  }
  return { start: (options) => void open(options), problem };
}
