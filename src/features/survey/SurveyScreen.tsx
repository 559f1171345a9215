import { useEffect, useEffectEvent, useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { Page, Skeleton } from '../../ui/index.ts';
import { isSamePlace, type Place } from './draft-content.ts';
import { asInForm } from './as-in-form.ts';
import { ConsentScreen } from './ConsentScreen.tsx';
import { EndScreen } from './EndScreen.tsx';
import { HereScreen } from './HereScreen.tsx';
import { HomeMissing } from './HomeMissing.tsx';
import { surveyPaths } from './paths.ts';
import { NamesScreen } from './NamesScreen.tsx';
import { QuestionScreen } from './QuestionScreen.tsx';
import { SpeakerScreen } from './SpeakerScreen.tsx';
import { moveTo } from './survey-form.ts';
import { END, isAt, stepsOf, type Step } from './survey-steps.ts';
import { UnreadableForm } from './UnreadableForm.tsx';
import { useHome, useSurvey, type HomeSheet, type LoadedSurvey, type OpenSurvey, type SurveyKeeper } from './use-survey.ts';
import { useShownStep } from './use-shown-step.ts';
import { useSurveyActions, type SurveyActions } from './use-survey-actions.ts';

/**
 * The form of one home. The address names the step, so the phone's own back goes one question back; the draft on disk
 * holds the same place, so a killed app comes back to it.
 */
export function SurveyScreen() {
  const { household = '', section, step } = useParams();
  const home = useHome(household);
  const keeper = useSurvey(household);
  const { survey } = keeper;
  if (home.state === 'notFound' || home.state === 'failed') return <HomeMissing state={home.state} />;
  if (home.state === 'loading' || survey.state === 'loading') return <OpeningForm />;
  const at = section !== undefined && step !== undefined ? { section, step } : undefined;
  if (survey.state === 'open') return <OpenForm sheet={asInForm(home.sheet, survey)} keeper={keeper} survey={survey} at={at} />;
  if (isEnd(survey, at)) return <EndScreen sheet={home.sheet} />;
  // The form that this address belonged to is finished: back from its end leads to the home.
  if (survey.state === 'none' || survey.state === 'done') return <Reopened key={`${section ?? ''} ${step ?? ''}`} household={household} reload={keeper.reload} />;
  return <UnreadableForm household={household} failed={survey.state === 'failed'} />;
}

/** Without a form the end tells how far the home is; a form just finished shows it before its address has changed. */
function isEnd(survey: LoadedSurvey, at: Place | undefined): boolean {
  if (survey.state === 'done' && isSamePlace(survey.from, at)) return true;
  return (survey.state === 'none' || survey.state === 'done') && at?.step === END;
}

type OpenFormProps = { sheet: HomeSheet; keeper: SurveyKeeper; survey: OpenSurvey; at: Place | undefined };

function OpenForm({ sheet, keeper, survey, at: address }: OpenFormProps) {
  const { home } = usePhone();
  const { at, goAhead } = useShownStep(address);
  const { content } = survey;
  const paths = surveyPaths(home);
  const steps = stepsOf(sheet, content);
  const step = at && steps.find((one) => isAt(one, at));
  const here = step || at?.step === END ? at : undefined;
  useKeepPlace(sheet, keeper, survey, here);
  const actions = useSurveyActions(sheet, survey, { at: here ?? content.at, goAhead }, keeper);

  if (!here) {
    // No step, or one that is not asked any more: where the form is.
    const known = content.at.step === END || steps.some((one) => isAt(one, content.at));
    if (known) return <Navigate replace to={paths.step(sheet.household.id, content.at)} />;
    // That is gone too, and the end tells what is missing; or it only is not read yet (somebody was added a moment ago), so nothing is
    // written down and the form is shown where it stands as soon as it can be.
    return <EndScreen sheet={sheet} actions={actions} />;
  }
  if (!step) return <EndScreen sheet={sheet} actions={actions} />;
  return <StepScreen id={`${here.section} ${here.step}`} step={step} actions={actions} />;
}

/**
 * The screen that fits the step, a new one for each; only one question after another keeps the screen around it: to draw
 * that anew is half of what a cheap phone does between a tap and the next question.
 */
function StepScreen({ id, step, actions }: { id: string; step: Step; actions: SurveyActions }) {
  switch (step.kind) {
    case 'consent':
      return <ConsentScreen key={id} step={step} actions={actions} />;
    case 'by':
      return <SpeakerScreen key={id} section={step.section} actions={actions} />;
    case 'here':
      return <HereScreen key={id} actions={actions} />;
    case 'names':
      return <NamesScreen key={id} step={step} actions={actions} />;
    case 'question':
      return <QuestionScreen step={step} actions={actions} />;
  }
}

/** The phone's own back changes the address only: the place on disk follows it. */
function useKeepPlace(sheet: HomeSheet, { keep }: SurveyKeeper, { content }: OpenSurvey, here: Place | undefined): void {
  const follow = useEffectEvent((place: Place) => {
    if (content.showing && isSamePlace(content.at, place)) return;
    void keep({ kind: 'save', content: moveTo(content, sheet, sheet.basesOf, place) });
  });
  const { section, step } = here ?? {};
  useEffect(() => {
    if (section !== undefined && step !== undefined) follow({ section, step });
  }, [section, step]);
}

function OpeningForm() {
  const { t } = useTranslation(['survey', 'common']);
  return (
    <Page title={t('common:product')} places="hide">
      <Skeleton rows={4} label={t('question.opening')} />
    </Page>
  );
}

/** A form may have been opened anew from the end of the one before: read once more, then to the home's page. */
function Reopened({ household, reload }: { household: string; reload: () => Promise<void> }) {
  const { home } = usePhone();
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    let gone = false;
    void reload().then(() => {
      if (!gone) setRead(true);
    });
    return () => {
      gone = true;
    };
  }, [reload]);
  return isRead ? <Navigate replace to={surveyPaths(home).household(household)} /> : <OpeningForm />;
}
