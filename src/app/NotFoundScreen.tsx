import { useLocation } from 'react-router';
import { languageFromPath, pathIn, useTranslation } from '../i18n/index.ts';
import { LinkButton, Page } from '../ui/index.ts';

/** No screen has this address. */
export function NotFoundScreen() {
  const { t } = useTranslation('common');
  const { pathname } = useLocation();
  return (
    <Page
      title={t('notFound.title')}
      action={
        <LinkButton variant="primary" block href={pathIn(languageFromPath(pathname), '/')}>
          {t('notFound.action')}
        </LinkButton>
      }
    >
      <p>{t('notFound.next')}</p>
    </Page>
  );
}
