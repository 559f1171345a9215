import { useParams } from 'react-router';
import { gapsIn, guidesFor, questionsServed, wishIn, type GapAction } from '../../../domain/gaps/gap.ts';
import { sessionActions } from '../../../domain/visits/session.ts';
import { openVisits } from '../../../domain/visits/visit.ts';
import { adultsOf, type Person } from '../../../domain/people/village.ts';
import { languageFromPath, pathIn, useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import {
  EmptyState,
  Facts,
  LinkButton,
  Page,
  Row,
  Section,
  Skeleton,
  Stack,
  StatusChip,
  TextLink,
} from '../../../ui/index.ts';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { shortText } from '../questions/question-text.ts';
import { useHousehold } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';
import { useHouseholdVisits } from './use-visits.ts';
import { actionTitle, guideTitle, questionByCode } from './visit-words.ts';

/** Every gap of a household and its people, each with what to bring: a guide, or something to do. */
export function HelpScreen() {
  const { t } = useTranslation('common');
  const { household = '' } = useParams();
  const loaded = useHousehold(household);
  if (loaded.state === 'failed' || loaded.state === 'notFound') return <HouseholdMissing state={loaded.state} />;
  if (loaded.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={4} />
      </Page>
    );
  return <Help formContext={loaded.formContext} />;
}

function Help({ formContext }: { formContext: HouseholdContext }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { basePath } = usePhone();
  const { household, today } = formContext;
  const people = adultsOf(household, today).filter(
    ({ answers }) => guidesFor(answers).length > 0 || gapsIn('person', answers).length > 0,
  );
  const actions = actionsIn(household.answers, 'household');
  const paths = addressesBelow(basePath);
  return (
    <Page
      title={t('help.title')}
      context={household.headName || t('survey:household.noName')}
      back={{ href: paths.household(household.id) }}
      action={
        <LinkButton variant="primary" block href={paths.newVisit(household.id)}>
          {t('visit.open')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        {people.length === 0 && actions.length === 0 && (
          <EmptyState title={t('help.none')}>{t('help.noneNext')}</EmptyState>
        )}
        {people.map((person) => (
          <PersonHelp key={person.id} person={person} formContext={formContext} />
        ))}
        {actions.length > 0 && (
          <Section title={t('survey:question.ofHousehold')}>
            <Actions of={actions} />
          </Section>
        )}
        <LinkButton href={paths.newProposal(household.id)}>{t('survey:household.propose')}</LinkButton>
      </Stack>
    </Page>
  );
}

function PersonHelp({ person, formContext }: { person: Person; formContext: HouseholdContext }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { t: ofSurvey } = useTranslation('survey');
  const { basePath } = usePhone();
  const { household, today } = formContext;
  const paths = addressesBelow(basePath);
  const shown = new Set(
    openVisits(useHouseholdVisits(household.id), today)
      .filter((visit) => visit.person === person.id)
      .map(({ guide }) => guide),
  );
  const wish = wishIn(person.answers);
  const whyOf = (guide: string): string =>
    [...(guide === wish ? [t('help.wished')] : []), ...questionsServed(guide, person.answers).map(shortOf)].join(' · ');
  const shortOf = (code: string): string => {
    const question = questionByCode(code);
    return question ? shortText(ofSurvey, question) : code;
  };
  const language = languageFromPath(basePath);
  return (
    <Section title={person.name || t('survey:person.noName')}>
      <Stack>
        <Facts
          items={guidesFor(person.answers).map((guide) => ({
            term: whyOf(guide),
            detail: <TextLink href={pathIn(language, `/guides/${guide}`)}>{guideTitle(t, guide)}</TextLink>,
            action: shown.has(guide) ? (
              <StatusChip kind="done">{t('help.recentVisit')}</StatusChip>
            ) : (
              <LinkButton href={paths.newVisit(household.id, { person: person.id, guide })}>
                {t('help.note')}
              </LinkButton>
            ),
          }))}
        />
        <Actions of={actionsIn(person.answers, 'person')} />
      </Stack>
    </Section>
  );
}

const actionsIn = (answers: Person['answers'], of: 'household' | 'person'): GapAction[] => [
  ...new Set(gapsIn(of, answers).flatMap(({ remedy }) => ('action' in remedy ? [remedy.action] : []))),
];

/** What no guide can do; what needs somebody from outside is gathered in a group session. */
function Actions({ of }: { of: readonly GapAction[] }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { basePath } = usePhone();
  if (of.length === 0) return null;
  return (
    <Stack>
      <Facts items={of.map((action) => ({ term: actionTitle(t, action), detail: t(`action.${action}.do`) }))} />
      {of.some((action) => sessionActions.includes(action as (typeof sessionActions)[number])) && (
        <Row>
          <LinkButton href={addressesBelow(basePath).sessions}>{t('session.open')}</LinkButton>
        </Row>
      )}
    </Stack>
  );
}
