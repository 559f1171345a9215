import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePhone } from '../../sync/react.ts';
import { surveyPaths } from './paths.ts';
import type { Unsaved } from './saving.ts';
import { startSurvey, type StartOptions } from './survey-form.ts';
import { startDraft, useVillage, type HomeSheet } from './use-survey.ts';

/** Opens a form: on disk first, with the versions shown now, then on the screen. */
export function useStartSurvey(sheet: HomeSheet): { readonly start: (options: StartOptions) => void; readonly problem: Unsaved | undefined } {
  const phone = usePhone();
  const village = useVillage();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Unsaved>();
  const { household, basesOf } = sheet;

  async function open(options: StartOptions): Promise<void> {
    const begun = await phone.store.drafts.get(household.id);
    // A form is under way already, maybe in another window: that one goes on, at the question asked for.
    const refused = begun ? undefined : await startDraft(phone, village, household.id, startSurvey(sheet, basesOf, options));
    setProblem(refused);
    const paths = surveyPaths(phone.home);
    if (!refused) void navigate(options.at ? paths.step(household.id, options.at) : paths.survey(household.id));
  }
  return { start: (options) => void open(options), problem };
}
