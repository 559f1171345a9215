import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { LinkButton, Notice, Page } from '../../ui/index.ts';
import { surveyPaths } from './paths.ts';

/** The address names a home that is not on this phone, or the book cannot be read. */
export function HomeMissing({ state }: { state: 'notFound' | 'failed' }) {
  const { t } = useTranslation(['survey', 'common']);
  const { home } = usePhone();
  return (
    <Page title={t('common:product')} action={<LinkButton variant="primary" block href={surveyPaths(home).today}>{t('home.notFound.action')}</LinkButton>}>
      {state === 'notFound' ? (
        <Notice kind="warning" title={t('home.notFound.title')} next={t('home.notFound.next')} />
      ) : (
        <Notice kind="error" title={t('problem.load.title')} kept={t('problem.load.kept')} next={t('problem.load.next')} />
      )}
    </Page>
  );
}
