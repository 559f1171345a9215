import { useParams } from 'react-router';
import { gapsIn, guidesFor, wishIn, type GapAction } from '../../../domain/gap.ts';
import { sessionActions } from '../../../domain/session.ts';
import { openVisits } from '../../../domain/visit.ts';
import { adultsOf, type Person } from '../../../domain/village.ts';
import { languageFromPath, pathIn, useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../sync/react.ts';
import { EmptyState, Facts, LinkButton, Page, Row, Section, Skeleton, Stack, StatusChip, TextLink } from '../../../ui/index.ts';
import { HomeMissing } from '../HomeMissing.tsx';
import { surveyPaths } from '../paths.ts';
import { shortText } from '../question-text.ts';
import { useHome, type HomeSheet } from '../use-survey.ts';
import { useHomeVisits } from './use-visits.ts';
import { actionTitle, guideTitle, questionByCode } from './visit-words.ts';

/** Every gap of a home and its people, each with what to bring: a guide, or something to do. */
export function HelpScreen() {
  const { t } = useTranslation('common');
  const { household = '' } = useParams();
  const home = useHome(household);
  if (home.state === 'failed' || home.state === 'notFound') return <HomeMissing state={home.state} />;
  if (home.state === 'loading') return <Page title={t('product')}><Skeleton rows={4} /></Page>;
  return <Help sheet={home.sheet} />;
}

function Help({ sheet }: { sheet: HomeSheet }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { home } = usePhone();
  const { household, today } = sheet;
  const people = adultsOf(household, today).filter(({ answers }) => guidesFor(answers).length > 0 || gapsIn('person', answers).length > 0);
  const actions = actionsIn(household.answers, 'household');
  const paths = surveyPaths(home);
  return (
    <Page
      title={t('help.title')}
      context={household.headName || t('survey:home.noName')}
      back={{ href: paths.household(household.id) }}
      action={<LinkButton variant="primary" block href={paths.newVisit(household.id)}>{t('visit.open')}</LinkButton>}
    >
      <Stack gap="l">
        {people.length === 0 && actions.length === 0 && <EmptyState title={t('help.none')}>{t('help.noneNext')}</EmptyState>}
        {people.map((person) => <PersonHelp key={person.id} person={person} sheet={sheet} />)}
        {actions.length > 0 && <Section title={t('survey:question.ofHome')}><Actions of={actions} /></Section>}
      </Stack>
    </Page>
  );
}

function PersonHelp({ person, sheet }: { person: Person; sheet: HomeSheet }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { t: ofSurvey } = useTranslation('survey');
  const { home } = usePhone();
  const { household, today } = sheet;
  const paths = surveyPaths(home);
  const shown = new Set(openVisits(useHomeVisits(household.id), today).filter((visit) => visit.person === person.id).map(({ guide }) => guide));
  const wish = wishIn(person.answers);
  const whyOf = (guide: string): string =>
    [...(guide === wish ? [t('help.wished')] : []), ...gapsIn('person', person.answers).flatMap(({ remedy, question }) => ('guide' in remedy && remedy.guide === guide ? [shortOf(question)] : []))].join(' · ');
  const shortOf = (code: string): string => {
    const question = questionByCode(code);
    return question ? shortText(ofSurvey, question) : code;
  };
  const language = languageFromPath(home);
  return (
    <Section title={person.name || t('survey:person.noName')}>
      <Stack>
        <Facts
          items={guidesFor(person.answers).map((guide) => ({
            term: whyOf(guide),
            detail: <TextLink href={pathIn(language, `/guides/${guide}`)}>{guideTitle(t, guide)}</TextLink>,
            action: shown.has(guide) ? <StatusChip kind="done">{t('help.justShown')}</StatusChip> : <LinkButton href={paths.newVisit(household.id, { person: person.id, guide })}>{t('help.note')}</LinkButton>,
          }))}
        />
        <Actions of={actionsIn(person.answers, 'person')} />
      </Stack>
    </Section>
  );
}

const actionsIn = (answers: Person['answers'], of: 'household' | 'person'): GapAction[] => [...new Set(gapsIn(of, answers).flatMap(({ remedy }) => ('action' in remedy ? [remedy.action] : [])))];

/** What no guide can do; what needs somebody from outside is gathered in a group session. */
function Actions({ of }: { of: readonly GapAction[] }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { home } = usePhone();
  if (of.length === 0) return null;
  return (
    <Stack>
      <Facts items={of.map((action) => ({ term: actionTitle(t, action), detail: t(`action.${action}.do`) }))} />
      {of.some((action) => sessionActions.includes(action as (typeof sessionActions)[number])) && <Row><LinkButton href={surveyPaths(home).sessions}>{t('session.open')}</LinkButton></Row>}
    </Stack>
  );
}
