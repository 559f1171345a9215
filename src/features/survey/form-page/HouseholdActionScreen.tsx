import type { ComponentType } from 'react';
import { useParams } from 'react-router';
import { useTranslation } from '../../../i18n/index.ts';
import { Page, Skeleton } from '../../../ui/index.ts';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { useHousehold } from '../use-household.ts';
import type { HouseholdContext } from '../form-context.ts';

/** A screen about one household of the address, once the household is there. */
export function HouseholdActionScreen({
  screen: Screen,
}: {
  screen: ComponentType<{ formContext: HouseholdContext }>;
}) {
  const { t } = useTranslation('common');
  const { household = '' } = useParams();
  const loaded = useHousehold(household);
  if (loaded.state === 'failed' || loaded.state === 'notFound') return <HouseholdMissing state={loaded.state} />;
  if (loaded.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={3} />
      </Page>
    );
  return <Screen key={household} formContext={loaded.formContext} />;
}
