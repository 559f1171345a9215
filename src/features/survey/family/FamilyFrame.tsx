import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useTranslation } from '../../../i18n/index.ts';
import { Page, Skeleton } from '../../../ui/index.ts';
import type { HouseholdContext } from '../form-context.ts';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { useHousehold } from '../use-household.ts';

/** The household of the address, once it has been read. */
export function FamilyFrame({ children }: { children: (of: HouseholdContext) => ReactNode }) {
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
  return children(loaded.formContext);
}
