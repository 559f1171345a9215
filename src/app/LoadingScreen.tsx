import { useTranslation } from '../i18n/index.ts';
import { Page, Skeleton } from '../ui/index.ts';

/** While a screen's files are being fetched. */
export function LoadingScreen() {
  const { t } = useTranslation('common');
  return (
    <Page title={t('product')}>
      <Skeleton rows={4} />
    </Page>
  );
}
