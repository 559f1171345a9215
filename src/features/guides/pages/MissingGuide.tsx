import { useTranslation } from '../../../i18n/index.ts';
import { EmptyState, LinkButton, Page } from '../../../ui/index.ts';
import { Foot } from './Foot.tsx';
import { usePaths } from './use-paths.ts';
import { useTitle } from './use-title.ts';

/** An address under `/guides/` that is no guide. */
export function MissingGuide() {
  const { t } = useTranslation('guides');
  const { t: common } = useTranslation('common');
  const { guides, home } = usePaths();
  useTitle(t('missing.title'));
  return (
    <Page title={t('missing.title')} back={{ href: home, label: common('home') }}>
      <EmptyState
        title={t('missing.next')}
        action={
          <LinkButton variant="primary" href={guides}>
            {t('missing.action')}
          </LinkButton>
        }
      />
      <Foot />
    </Page>
  );
}
