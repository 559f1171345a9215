import { useParams } from 'react-router';
import { UserPlus } from 'lucide-react';
import { adultsOf } from '../../../domain/people/village.ts';
import { surveyState } from '../../../domain/gaps/survey-state.ts';
import { tallyFigures } from '../../../domain/people/tally.ts';
import type { Uuid } from '../../../lib/ids.ts';
import type { Draft } from '../../../store/phone-store.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { useDrafts, usePhone } from '../../../phone/hooks.ts';
import {
  Button,
  Facts,
  Later,
  LinkButton,
  Notice,
  Page,
  Row,
  Section,
  Skeleton,
  Stack,
  StatusChip,
} from '../../../ui/index.ts';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { MergedNote } from '../duplicates/MergedNote.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { answerText, shortText } from '../questions/question-text.ts';
import { SaveProblemNotice } from '../notices/SaveProblemNotice.tsx';
import { useStartSurvey } from '../interview/use-start-survey.ts';
import { useHousehold } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';
import { HouseholdHelp } from '../visits/HouseholdHelp.tsx';
import { AnsweredProposals } from '../proposals/AnsweredProposals.tsx';
import { Remarks } from '../remarks/Remarks.tsx';
import { AidGiven } from './AidGiven.tsx';
import { MoreHere } from './MoreHere.tsx';
import { NeverAsked } from './NeverAsked.tsx';
import { People } from './People.tsx';

/** One household: who lives there, what was answered, and the way into its form. */
export function HouseholdScreen() {
  const { t } = useTranslation('common');
  const { household = '' } = useParams();
  const loaded = useHousehold(household);
  const drafts = useDrafts();
  if (loaded.state === 'failed' || drafts.state === 'failed') return <HouseholdMissing state="failed" />;
  if (loaded.state === 'notFound') return <HouseholdMissing state="notFound" />;
  if (loaded.state === 'loading' || drafts.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={4} />
      </Page>
    );
  return <Household formContext={loaded.formContext} draft={draftOf(loaded.formContext, drafts.value)} />;
}

/** The form under way of this household, also one that was begun on its duplicate. */
function draftOf({ household, mergedOf }: HouseholdContext, drafts: readonly Draft[]): Uuid | undefined {
  const names = [household.id, ...mergedOf(household.id).map(({ id }) => id)];
  return drafts.find(({ id }) => names.includes(id))?.id;
}

function Household({ formContext, draft }: { formContext: HouseholdContext; draft: Uuid | undefined }) {
  const { t } = useTranslation('survey');
  const { basePath, me } = usePhone();
  const { start, problem } = useStartSurvey(formContext);
  const { household } = formContext;
  const paths = addressesBelow(basePath);
  return (
    <Page
      title={household.headName || t('household.noName')}
      context={household.responsible === me.account ? t('household.mine') : t('household.context')}
      back={{ href: paths.today }}
      intro={household.address !== '' && <p>{household.address}</p>}
      action={<MainAction formContext={formContext} draft={draft} start={start} />}
    >
      <Stack gap="l">
        {problem && <SaveProblemNotice problem={problem} onRetry={() => start({ pace: 'missing', length: 'quick' })} />}
        {household.onlyHere && (
          <Row>
            <StatusChip kind="onPhone">{t('state.onlyHere')}</StatusChip>
          </Row>
        )}
        <Outcome formContext={formContext} />
        <Remarks household={household.id} />
        <AnsweredProposals household={household.id} />
        <People formContext={formContext} />
        <Later>
          <NeverAsked formContext={formContext} />
          <HouseholdHelp formContext={formContext} />
          <AidGiven household={household.id} />
          <HouseholdAnswers formContext={formContext} start={start} />
          <TallyFacts formContext={formContext} />
          <MergedNote formContext={formContext} record={household.id} />
          <MoreHere formContext={formContext} canAskAll={!draft} start={start} />
        </Later>
      </Stack>
    </Page>
  );
}

type Start = ReturnType<typeof useStartSurvey>['start'];

function MainAction({
  formContext,
  draft,
  start,
}: {
  formContext: HouseholdContext;
  draft: Uuid | undefined;
  start: Start;
}) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const { household, today } = formContext;
  const paths = addressesBelow(basePath);
  if (draft)
    return (
      <LinkButton variant="primary" block href={paths.survey(draft)}>
        {t('household.resume')}
      </LinkButton>
    );
  if (adultsOf(household, today).length === 0)
    return (
      <LinkButton variant="primary" block icon={UserPlus} href={paths.newPerson(household.id)}>
        {t('household.addPerson')}
      </LinkButton>
    );
  const state = surveyState(household, today);
  if (state === 'done')
    return (
      <Button block onClick={() => start({ pace: 'all', length: 'quick' })}>
        {t('household.askAgain')}
      </Button>
    );
  return (
    <Button variant="primary" block onClick={() => start({ pace: 'missing', length: 'quick' })}>
      {t(state === 'partly' ? 'household.askRest' : 'household.ask')}
    </Button>
  );
}

/** The outcome at the door, and the promised day to return. */
function Outcome({ formContext: { household } }: { formContext: HouseholdContext }) {
  const { t } = useTranslation('survey');
  const { format } = useLanguage();
  const { outcome, returnOn } = household;
  if (!outcome) return null;
  return (
    <Notice
      kind="info"
      title={t(`outcome.${outcome}`)}
      next={returnOn && t('outcome.comeBack', { day: format.day(returnOn) })}
    />
  );
}

/** The people counted without a row. */
function TallyFacts({ formContext: { household } }: { formContext: HouseholdContext }) {
  const { t } = useTranslation('survey');
  const { tally } = household;
  if (!tally) return null;
  const shown = (['residents', 'adults', ...tallyFigures] as const).filter((name) => tally[name] !== null);
  return (
    <Section title={t('tally.title')}>
      <Facts
        items={shown.map((name) => ({ term: t(`tally.${name}`), detail: `${tally[name] ?? ''} ${t('tally.unit')}` }))}
      />
    </Section>
  );
}

/** The household's own answers, each with a button to correct it. */
function HouseholdAnswers({ formContext, start }: { formContext: HouseholdContext; start: Start }) {
  const { t } = useTranslation('survey');
  const { household, questionnaire } = formContext;
  const answered = questionnaire.household.filter(({ code }) => household.answers[code]);
  if (answered.length === 0) return null;
  return (
    <Section title={t('household.answers')}>
      <Facts
        items={answered.map((question) => ({
          term: shortText(t, question),
          detail: answerText(t, question, household.answers[question.code]!),
          action: (
            <Button
              variant="quiet"
              aria-label={`${t('household.correct')}: ${shortText(t, question)}`}
              onClick={() =>
                start({ pace: 'missing', only: household.id, at: { section: household.id, step: question.code } })
              }
            >
              {t('household.correct')}
            </Button>
          ),
        }))}
      />
    </Section>
  );
}
