import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { languageFromPath, pathIn } from '../../i18n/index.ts';
import { LinkButton, Page, Skeleton, Stack } from '../../ui/index.ts';
import { useTeam } from '../session/TeamContext.tsx';
import { preferredLanguage } from '../language.ts';

/** `/start`, the icon on the home screen: the book last used on this phone, or the way into a team. */
export function StartScreen() {
  const { t } = useTranslation('join');
  const { registry } = useTeam().device;
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [isNew, setIsNew] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const language = languageFromPath(pathname);

  useEffect(() => {
    registry.lastUsed().then((enrolment) => {
      if (enrolment === undefined) setIsNew(true);
      else void navigate(pathIn(preferredLanguage(), `/p/${enrolment}`), { replace: true });
    }, (error: unknown) => setFailed(new Error('The phone’s registry could not be read', { cause: error })));
  }, [registry, navigate]);

  if (failed) throw failed; // the error boundary tells what to do
  if (!isNew) return <Page title={t('product')}><Skeleton rows={4} /></Page>;
  return (
    <Page title={t('start.title')} intro={<p>{t('start.body')}</p>} action={<LinkButton variant="primary" block href={pathIn(language, '/join')}>{t('start.code')}</LinkButton>}>
      <Stack>
        <LinkButton href={pathIn(language, '/')}>{t('start.guides')}</LinkButton>
      </Stack>
    </Page>
  );
}
