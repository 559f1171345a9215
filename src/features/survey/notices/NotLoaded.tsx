import { useTranslation } from '../../../i18n/index.ts';
import { Page, Skeleton } from '../../../ui/index.ts';
import { HouseholdMissing } from './HouseholdMissing.tsx';

/** Stands for a screen whose records are being read, or could not be read. */
export function NotLoaded({ state }: { state: 'loading' | 'failed' }) {
  const { t } = useTranslation('common');
  if (state === 'failed') return <HouseholdMissing state="failed" />;
  return (
    <Page title={t('product')}>
      <Skeleton rows={4} />
    </Page>
  );
}
