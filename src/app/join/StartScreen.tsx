import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import { LinkButton, Page, Skeleton, Stack } from '../../ui/index.ts';
import { PeopleScreen } from '../lock/PeopleScreen.tsx';
import type { Enrolment } from '../../store/index.ts';
import { closedNote } from '../session/closed-note.ts';
import { ErasedScreen } from '../session/ClosedScreens.tsx';
import { useTeam } from '../session/TeamContext.tsx';
import { preferredLanguage } from '../language.ts';

/**
 * `/start`, the icon on the home screen: opens the one enrolment on this phone, lets a person choose among several
 * (`?people`: also for one), or leads to joining a team.
 */
export function StartScreen() {
  const { t } = useTranslation('join');
  const { registry } = useTeam().device;
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [people, setPeople] = useState<readonly Enrolment[]>();
  const [failed, setFailed] = useState<Error>();
  const language = languageFromPath(pathname);

  const asksWho = new URLSearchParams(search).has('people');
  useEffect(() => {
    registry.list().then(
      (all) => {
        const only = all.length === 1 && !asksWho ? all[0] : undefined;
        if (only) void navigate(pathIn(preferredLanguage(), `/p/${only.id}`), { replace: true });
        else setPeople(all);
      },
      (error: unknown) => setFailed(new Error('The phone’s registry could not be read', { cause: error })),
    );
  }, [registry, navigate, asksWho]);

  if (failed) throw failed; // the error boundary tells what to do
  if (!people)
    return (
      <Page title={t('product')}>
        <Skeleton rows={4} />
      </Page>
    );
  if (people.length > 0) return <PeopleScreen people={people} language={language} />;
  const note = closedNote(localStorage);
  if (note && !asksWho) return <ErasedScreen note={note} />;
  return (
    <Page
      title={t('start.title')}
      intro={<p>{t('start.body')}</p>}
      action={
        <LinkButton variant="primary" block href={pathIn(language, '/join')}>
          {t('start.code')}
        </LinkButton>
      }
    >
      <Stack>
        <LinkButton href={pathIn(language, '/')}>{t('start.guides')}</LinkButton>
      </Stack>
    </Page>
  );
}
