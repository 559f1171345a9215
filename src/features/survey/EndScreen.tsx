import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { nextVisits } from '../../domain/next-visits.ts';
import type { Household } from '../../domain/village.ts';
import { useHouseholds, usePhone, useToday } from '../../sync/react.ts';
import { Button, LinkButton, List, ListRow, Notice, Page, Row, Section, Stack, StatusChip } from '../../ui/index.ts';
import { isNothing, missingIn, type Missing } from './missing.ts';
import { surveyPaths } from './paths.ts';
import { homesInCare } from './scope.ts';
import { SaveProblemNotice } from './SaveProblemNotice.tsx';
import { BY } from './survey-steps.ts';
import { useStartSurvey } from './use-start-survey.ts';
import type { SurveyActions } from './use-survey-actions.ts';
import { useVillage, type HomeSheet } from './use-survey.ts';

type Props = { sheet: HomeSheet; /** While something of the form is still open (somebody was put off half-way). */ actions?: SurveyActions };

/** The end of a home's form: saved, what is missing and the way there, and the next home. */
export function EndScreen({ sheet, actions }: Props) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const { household } = sheet;
  const paths = surveyPaths(home);
  const missing = missingIn(sheet);
  const next = useNextHome(household.id);
  const complete = isNothing(missing);
  return (
    <Page
      title={t(complete ? 'end.title' : 'end.titlePartly')}
      context={household.headName || t('home.noName')}
      back={{ href: paths.household(household.id), label: t('question.backToHome') }}
      action={
        next ? (
          <LinkButton variant="primary" block href={paths.household(next.id)}>{t('end.nextHome')}</LinkButton>
        ) : (
          <LinkButton variant="primary" block href={paths.today}>{t('end.toList')}</LinkButton>
        )
      }
    >
      <Stack gap="l">
        <Notice kind={complete ? 'success' : 'info'} title={t(household.onlyHere || actions ? 'end.saved' : 'end.sent')}>
          {missing.unclear > 0 && <p>{t('end.unclear', { count: missing.unclear })}</p>}
        </Notice>
        {!complete && <StillMissing sheet={sheet} missing={missing} actions={actions} />}
        <Row>
          <LinkButton href={paths.household(household.id)}>{t('end.toHome')}</LinkButton>
          {next && <LinkButton href={paths.today}>{t('end.toList')}</LinkButton>}
        </Row>
      </Stack>
    </Page>
  );
}

function StillMissing({ sheet, missing, actions }: { sheet: HomeSheet; missing: Missing; actions: SurveyActions | undefined }) {
  const { t } = useTranslation('survey');
  const { home } = usePhone();
  const navigate = useNavigate();
  const { start, problem } = useStartSurvey(sheet);
  const { household } = sheet;
  const ask = (section: string) => {
    if (!actions) return start({ pace: 'missing', section });
    const step = section === household.id ? sheet.questionnaire.household[0]!.code : BY;
    void actions.goTo({ section, step });
  };
  if (!missing.hasAdults) {
    return (
      <Section title={t('end.missing')}>
        <p>{t('end.noAdults')}</p>
        <Row><Button onClick={() => void navigate(surveyPaths(home).newPerson(household.id))}>{t('end.addPerson')}</Button></Row>
      </Section>
    );
  }
  return (
    <Section title={t('end.missing')}>
      {problem && <SaveProblemNotice problem={problem} onRetry={() => ask(missing.people[0]?.id ?? household.id)} />}
      <List>
        {missing.home && <ListRow title={t('end.missingHome')} trailing={<StatusChip kind="todo">{t('end.goOn')}</StatusChip>} onClick={() => ask(household.id)} />}
        {missing.people.map(({ id, name }) => (
          <ListRow key={id} title={name || t('person.noName')} trailing={<StatusChip kind="todo">{t('end.ask')}</StatusChip>} onClick={() => ask(id)} />
        ))}
      </List>
    </Section>
  );
}

/** The home to go to next. */
function useNextHome(but: string): Household | undefined {
  const phone = usePhone();
  const today = useToday();
  const households = useHouseholds(useVillage());
  if (households.state !== 'ready') return undefined;
  const others = homesInCare(households.value, phone).filter(({ id }) => id !== but);
  return nextVisits(others, today, 1)[0]?.household;
}
