import { useEffect } from 'react';
import { useParams } from 'react-router';
import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import { isUuid } from '../../lib/ids.ts';
import { Button, LinkButton, Notice, Page, Skeleton } from '../../ui/index.ts';
import { UnlockScreen } from '../lock/UnlockScreen.tsx';
import { NotFoundScreen } from '../NotFoundScreen.tsx';
import { TeamShell } from '../shell/TeamShell.tsx';
import { useSession, useTeam } from './TeamContext.tsx';
import { ClosingScreen, ErasedScreen, GoneScreen } from './ClosedScreens.tsx';
import { useStoreThere } from '../use-store-there.ts';
import { TryAgain } from './TryAgain.tsx';
import { useReminderTap } from './use-reminder-tap.ts';
import type { SessionState } from './session-store.ts';

/** Opens the local store of the address's enrolment, and shows its screens once it is open. */
export function SessionGate() {
  const { enrolment } = useParams();
  const { open } = useTeam().sessions.getState();
  const basePath = useBasePath();
  useEffect(() => {
    if (isUuid(enrolment)) open(enrolment, basePath);
  }, [open, enrolment, basePath]);
  useReminderTap(enrolment, basePath);
  const session = useSession((state) => (state.enrolment === enrolment ? state.session : opening));
  if (!isUuid(enrolment)) return <NotFoundScreen />;
  return <SessionScreen session={session} enrolment={enrolment} />;
}

const opening = { kind: 'opening' } as const;

function useBasePath(): string {
  const { enrolment } = useParams();
  return pathIn(languageFromPath(location.pathname), `/p/${enrolment ?? ''}`);
}

function SessionScreen({ session, enrolment }: { session: SessionState['session']; enrolment: string }) {
  switch (session.kind) {
    case 'opening':
      return <OpeningScreen />;
    case 'open':
      return <TeamShell phone={session.phone} emptied={session.emptied} />;
    case 'notHere':
      return <NotHereScreen />;
    case 'locked':
      return <Locked session={session} enrolment={enrolment} />;
    case 'noRights':
      return <NoRightsScreen offline={session.sync.problem === undefined} tryAgain={session.tryAgain} />;
    case 'noGrant':
      return <NoGrantScreen why={session.waiting ? 'unconfirmed' : 'noGrant'} tryAgain={session.tryAgain} />;
    case 'closing':
      return <ClosingScreen sync={session.sync} tryAgain={session.tryAgain} />;
    case 'erased':
      return <ErasedScreen note={session} />;
    case 'gone':
      return <GoneScreen lost={session.lost} />;
    case 'failed':
      return <FailedScreen />;
  }
}

function Locked({
  session,
  enrolment,
}: {
  session: Extract<SessionState['session'], { kind: 'locked' }>;
  enrolment: string;
}) {
  const { open } = useTeam().sessions.getState();
  const basePath = useBasePath();
  return (
    <UnlockScreen
      key={enrolment}
      enrolment={enrolment}
      session={session}
      onPin={(pin) => open(enrolment, basePath, pin)}
    />
  );
}

function OpeningScreen() {
  const { t } = useTranslation(['app', 'common']);
  return (
    <Page title={t('common:product')}>
      <Skeleton rows={4} label={t('opening')} />
    </Page>
  );
}

function NotHereScreen() {
  const { t } = useTranslation('app');
  return (
    <Page
      title={t('session.notHere.title')}
      action={
        <LinkButton variant="primary" block href={usePath('/join')}>
          {t('session.notHere.action')}
        </LinkButton>
      }
    >
      <p>{t('session.notHere.next')}</p>
    </Page>
  );
}

function NoRightsScreen({ offline, tryAgain }: { offline: boolean; tryAgain: () => Promise<void> }) {
  const { t } = useTranslation(['app', 'common']);
  return (
    <Page title={t('common:product')} action={<TryAgain tryAgain={tryAgain} />}>
      <Notice
        kind={offline ? 'offline' : 'warning'}
        title={t('session.noRights.title')}
        kept={t('session.noRights.kept')}
        next={offline ? t('session.noRights.offline') : t('session.noRights.next')}
      />
    </Page>
  );
}

function NoGrantScreen({ why, tryAgain }: { why: 'noGrant' | 'unconfirmed'; tryAgain: () => Promise<void> }) {
  const { t } = useTranslation('app');
  return (
    <Page title={t(`session.${why}.title`)} action={<TryAgain tryAgain={tryAgain} />}>
      <p>{t(`session.${why}.next`)}</p>
    </Page>
  );
}

function FailedScreen() {
  const { t } = useTranslation(['app', 'common']);
  const isThere = useStoreThere();
  const { reopen } = useTeam().sessions.getState();
  const basePath = useBasePath();
  return (
    <Page
      title={t('common:product')}
      action={
        <Button variant="primary" block onClick={() => reopen(basePath)}>
          {t('session.failed.action')}
        </Button>
      }
    >
      <Notice
        kind="error"
        announce
        title={t('session.failed.title')}
        kept={isThere ? t('session.failed.kept') : undefined}
        next={t('session.failed.next')}
      />
    </Page>
  );
}

const usePath = (path: string): string => pathIn(languageFromPath(location.pathname), path);
