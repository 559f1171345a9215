import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import { useObservable } from '../../phone/hooks.ts';
import type { Observable, SyncState } from '../../sync/index.ts';
import { LinkButton, Notice, Page, Skeleton, Stack } from '../../ui/index.ts';
import { forgetClosed, type ClosedNote } from './closed-note.ts';
import { TryAgain } from './TryAgain.tsx';

/**
 * The person was taken out of the team: the form is closed, and its content goes to the lead before everything is
 * erased.
 */
export function ClosingScreen({ sync, tryAgain }: { sync: Observable<SyncState>; tryAgain: () => Promise<void> }) {
  const { t } = useTranslation('sync');
  const { phase } = useObservable(sync);
  const waits = phase !== 'starting' && phase !== 'sending' && phase !== 'receiving';
  return (
    <Page title={t('closing.title')} action={waits ? <TryAgain tryAgain={tryAgain} /> : undefined}>
      <Stack>
        <p>{t('closing.why')}</p>
        {phase === 'offline' ? (
          <Notice kind="offline" title={t('closing.offline')} next={t('closing.offlineNext')} />
        ) : (
          <Skeleton rows={2} label={t('closing.sending')} />
        )}
      </Stack>
    </Page>
  );
}

/** The server revoked this phone and its local store is erased: says what was sent and what was lost. */
export function ErasedScreen({ note: { handedIn, lost } }: { note: ClosedNote }) {
  const { t } = useTranslation(['sync', 'app']);
  return (
    <Page
      title={t('sync:erased.title')}
      action={
        <LinkButton
          variant="primary"
          block
          href={pathIn(languageFromPath(location.pathname), '/')}
          onClick={() => forgetClosed(localStorage)}
        >
          {t('app:session.erased.action')}
        </LinkButton>
      }
    >
      <Stack>
        <p>{t('sync:erased.revoked')}</p>
        {handedIn > 0 && <p>{t('sync:erased.handedIn', { count: handedIn })}</p>}
        {lost > 0 && (
          <Notice kind="warning" title={t('sync:erased.lost', { count: lost })} next={t('sync:erased.lostNext')} />
        )}
      </Stack>
    </Page>
  );
}

/** The browser has deleted this phone's databases while the app was open: says what is lost and how to come back in. */
export function GoneScreen({ lost }: { lost: number | undefined }) {
  const { t } = useTranslation('app');
  return (
    <Page
      title={t('gone.title')}
      action={
        <LinkButton variant="primary" block href={pathIn(languageFromPath(location.pathname), '/join')}>
          {t('session.notHere.action')}
        </LinkButton>
      }
    >
      <Notice
        kind="error"
        announce
        title={
          lost === undefined ? t('gone.unknown') : lost > 0 ? t('gone.lost', { count: lost }) : t('gone.nothingLost')
        }
        kept={t('gone.kept')}
        next={t('gone.next')}
      />
    </Page>
  );
}
