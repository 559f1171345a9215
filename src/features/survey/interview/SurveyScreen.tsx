import { Navigate, useParams } from 'react-router';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { ArrivedBy, Page, Skeleton } from '../../../ui/index.ts';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { UnreadableForm } from '../notices/UnreadableForm.tsx';
import { ConsentScreen } from './ConsentScreen.tsx';
import { EndScreen } from './EndScreen.tsx';
import { HereScreen } from './HereScreen.tsx';
import { NamesScreen } from './names/NamesScreen.tsx';
import { QuestionScreen } from './QuestionScreen.tsx';
import { SpeakerScreen } from './SpeakerScreen.tsx';
import { entryIn } from './session/survey-history.ts';
import type { OpenSurvey, SurveySession } from './session/survey-state.ts';
import { END, isAt, stepsOf, type Step } from './survey-steps.ts';
import { useSurvey } from './use-survey.ts';
import { useSurveyActions, type SurveyActions } from './use-survey-actions.ts';

/**
 * The form of one household. The form itself holds the position, so a killed app reopens it; each step has an entry of
 * the history, so the phone's own back goes one question back.
 */
export function SurveyScreen() {
  const { household = '' } = useParams();
  return <SurveyOf key={household} household={household} />;
}

function SurveyOf({ household }: { household: string }) {
  const { basePath } = usePhone();
  const { survey, session } = useSurvey(household);
  switch (survey.state) {
    case 'loading':
      return <OpeningForm />;
    case 'open':
      return <OpenForm survey={survey} session={session} />;
    case 'done':
      return <EndScreen formContext={survey.formContext} />;
    case 'none':
      // Without a form the end tells how far the household is; back from there leads to the household.
      if (entryIn(history.state).at?.step === END) return <EndScreen formContext={survey.formContext} />;
      return <Navigate replace to={addressesBelow(basePath).household(household)} />;
    case 'noHousehold':
      return <HouseholdMissing state="notFound" />;
    case 'householdFailed':
      return <HouseholdMissing state="failed" />;
    case 'unreadable':
    case 'failed':
      return <UnreadableForm household={household} failed={survey.state === 'failed'} />;
  }
}

function OpenForm({ survey, session }: { survey: OpenSurvey; session: SurveySession }) {
  const { content, formContext, arrived } = survey;
  const { at } = content;
  const actions = useSurveyActions(survey, session);
  const step = stepsOf(formContext, content).find((one) => isAt(one, at));
  // The form's step may be gone, or not read yet (a person added a moment ago). The end tells what is missing, and
  // nothing is written, so that a step still to be read appears.
  const screen = step ? (
    <StepScreen id={`${at.section} ${at.step}`} step={step} actions={actions} />
  ) : (
    <EndScreen formContext={formContext} actions={actions} />
  );
  return <ArrivedBy back={arrived && arrived === 'back'}>{screen}</ArrivedBy>;
}

/**
 * The screen of the step. Successive questions share one screen: redrawing it is half of a cheap phone's work between a
 * tap and the next question.
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

function OpeningForm() {
  const { t } = useTranslation(['survey', 'common']);
  return (
    <Page title={t('common:product')} places="hide">
      <Skeleton rows={4} label={t('question.opening')} />
    </Page>
  );
}
