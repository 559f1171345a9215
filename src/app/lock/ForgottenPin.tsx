import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import { Button, Card, LinkButton, Notice, Page, Stack } from '../../ui/index.ts';

/** The way back in: a new invitation, on this very phone. */
export function ForgottenPin({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('lock');
  return (
    <Page
      title={t('forgot.title')}
      focusKey="forgot"
      action={
        <LinkButton variant="primary" block href={pathIn(languageFromPath(location.pathname), '/join')}>
          {t('forgot.code')}
        </LinkButton>
      }
    >
      <Stack>
        <Notice kind="info" title={t('forgot.kept')} />
        <Card>
          <ol>
            <li>{t('forgot.step1')}</li>
            <li>{t('forgot.step2')}</li>
            <li>{t('forgot.step3')}</li>
          </ol>
        </Card>
        <Button variant="quiet" onClick={onBack}>
          {t('forgot.back')}
        </Button>
      </Stack>
    </Page>
  );
}
