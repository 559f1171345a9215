import { gapsIn, guidesFor } from '../../../domain/gaps/gap.ts';
import { openVisits, recheckDay, visitState, type Visit } from '../../../domain/visits/visit.ts';
import { adultsOf, type Person } from '../../../domain/people/village.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { List, ListRow, Section, StatusChip } from '../../../ui/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import type { HouseholdContext } from '../form-context.ts';
import { useHouseholdVisits } from './use-visits.ts';
import { guideTitle, remedyTitle } from './visit-words.ts';

/** On a household's page: the gaps to help with, the recent visits, and the re-checks that are due. */
export function HouseholdHelp({ formContext }: { formContext: HouseholdContext }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { basePath } = usePhone();
  const { household, today } = formContext;
  const visits = useHouseholdVisits(household.id);
  const open = openVisits(visits, today);
  const shownTo = (person: Person): readonly Visit[] =>
    open.filter((visit) => visit.person === person.id && visitState(visit, today) === 'shown');
  const adults = adultsOf(household, today).filter(
    (person) => guidesFor(person.answers).length > 0 || shownTo(person).length > 0,
  );
  const gaps = gapsIn('household', household.answers);
  const rechecks = open.filter(
    (visit) => visitState(visit, today) === 'due' && adultsOf(household, today).some(({ id }) => id === visit.person),
  );
  if (adults.length === 0 && gaps.length === 0 && rechecks.length === 0) return null;
  const help = addressesBelow(basePath).help(household.id);
  return (
    <Section title={t('help.section')}>
      <List>
        {rechecks.map((visit) => (
          <RecheckRow key={visit.id} visit={visit} formContext={formContext} />
        ))}
        {adults.map((person) => (
          <PersonHelpRow key={person.id} person={person} open={shownTo(person)} href={help} />
        ))}
        {gaps.length > 0 && (
          <ListRow
            href={help}
            title={t('survey:question.ofHousehold')}
            meta={[...new Set(gaps.map((gap) => remedyTitle(t, gap)))].join(' · ')}
          />
        )}
      </List>
    </Section>
  );
}

function RecheckRow({ visit, formContext }: { visit: Visit; formContext: HouseholdContext }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { basePath } = usePhone();
  const person = formContext.household.people.find(({ id }) => id === visit.person);
  return (
    <ListRow
      href={addressesBelow(basePath).recheck(visit.id, visit.household)}
      title={t('help.lookAgain', { name: person?.name || t('survey:person.noName') })}
      meta={guideTitle(t, visit.guide)}
      trailing={<StatusChip kind="waiting">{t('help.due')}</StatusChip>}
    />
  );
}

const namedAtMost = 2;

function PersonHelpRow({ person, open, href }: { person: Person; open: readonly Visit[]; href: string }) {
  const { t } = useTranslation(['visits', 'guides', 'survey']);
  const { format } = useLanguage();
  const guides = guidesFor(person.answers);
  const named = guides
    .slice(0, namedAtMost)
    .map((guide) => guideTitle(t, guide))
    .join(' · ');
  const more = guides.length - namedAtMost;
  const latest = open.at(-1);
  const shown = [...new Set(open.map(({ guide }) => guideTitle(t, guide)))].join(' · ');
  return (
    <ListRow
      href={href}
      title={person.name || t('survey:person.noName')}
      meta={
        latest
          ? t('help.shownUntil', { guide: shown, day: format.day(recheckDay(latest.on)) })
          : more > 0
            ? `${named} · ${t('help.more', { count: more })}`
            : named
      }
      {...(latest && { trailing: <StatusChip kind="done">{t('help.recentVisit')}</StatusChip> })}
    />
  );
}
