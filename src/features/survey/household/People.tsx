import { UserPlus } from 'lucide-react';
import { adultsOf, isAskedOf, isResident, type Person } from '../../../domain/people/village.ts';
import { wasAsked } from '../../../domain/questionnaire/flow.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { EmptyState, LinkButton, List, ListRow, Row, Section, Stack, StatusChip } from '../../../ui/index.ts';
import type { HouseholdContext } from '../form-context.ts';

/** Who lives in the household, and how far each adult was asked. */
export function People({ formContext }: { formContext: HouseholdContext }) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const { household, today } = formContext;
  const paths = addressesBelow(basePath);
  const hasAdults = adultsOf(household, today).length > 0;
  return (
    <Section title={t('household.people')}>
      <Stack>
        {household.people.length === 0 ? (
          <EmptyState title={t('household.noPeople')}>{t('household.noPeopleNext')}</EmptyState>
        ) : (
          <List>
            {household.people.map((person) => (
              <PersonRow key={person.id} formContext={formContext} person={person} />
            ))}
          </List>
        )}
        {hasAdults && (
          <Row>
            <LinkButton icon={UserPlus} href={paths.newPerson(household.id)}>
              {t('household.addPerson')}
            </LinkButton>
          </Row>
        )}
      </Stack>
    </Section>
  );
}

function PersonRow({ formContext, person }: { formContext: HouseholdContext; person: Person }) {
  const { t } = useTranslation('survey');
  const { basePath } = usePhone();
  const { household, today } = formContext;
  const born = person.birthYear === undefined ? t('person.bornUnknown') : t('person.born', { year: person.birthYear });
  const isAsked = isAskedOf(person, today);
  const why = isAsked
    ? undefined
    : person.inTally
      ? t('person.inTally')
      : isResident(person)
        ? t('person.child')
        : t(`person.${person.living === 'here' ? 'child' : person.living}`);
  return (
    <ListRow
      href={addressesBelow(basePath).person(household.id, person.id)}
      title={person.name || t('person.noName')}
      meta={why === undefined ? born : `${born} · ${why}`}
      {...(isAsked && {
        trailing: (
          <AskedChip isDone={wasAsked('person', person.answers)} isBegun={Object.keys(person.answers).length > 0} />
        ),
      })}
    />
  );
}

function AskedChip({ isDone, isBegun }: { isDone: boolean; isBegun: boolean }) {
  const { t } = useTranslation('survey');
  if (isDone) return <StatusChip kind="done">{t('person.asked')}</StatusChip>;
  return <StatusChip kind={isBegun ? 'waiting' : 'todo'}>{t(isBegun ? 'person.partly' : 'person.todo')}</StatusChip>;
}
