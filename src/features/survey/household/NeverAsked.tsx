import { answeredUnasked } from '../../../domain/people/consent.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Notice } from '../../../ui/index.ts';
import type { HouseholdContext } from '../form-context.ts';

/** Who has answers and was never asked whether they agree, and what to do. */
export function NeverAsked({ formContext: { household, consentOf } }: { formContext: HouseholdContext }) {
  const { t } = useTranslation('survey');
  const people = answeredUnasked(household.people, consentOf);
  if (people.length === 0) return null;
  return (
    <Notice
      kind="info"
      title={t('household.neverAsked', { names: people.map(({ name }) => name || t('person.noName')).join(', ') })}
      next={t('household.neverAskedNext')}
    />
  );
}
