import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { LinkButton, Notice, Page } from '../../ui/index.ts';
import { surveyPaths } from './paths.ts';

/** Made by a newer version, or damaged: it stays on the phone, and nobody writes over it. */
export function UnreadableForm({ household, failed = false }: { household: string; failed?: boolean }) {
  const { t } = useTranslation(['survey', 'common']);
  const { home } = usePhone();
  const words = failed ? 'load' : 'unreadable';
  return (
    <Page title={t('common:product')} action={<LinkButton variant="primary" block href={surveyPaths(home).household(household)}>{t('problem.unreadable.back')}</LinkButton>}>
      <Notice kind="error" title={t(`problem.${words}.title`)} kept={t(`problem.${words}.kept`)} next={t(`problem.${words}.next`)} />
    </Page>
  );
}
