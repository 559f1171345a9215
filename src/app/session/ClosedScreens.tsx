import { languageFromPath, pathIn, useTranslation } from '../../i18n/index.ts';
import { useObservable } from '../../sync/react.ts';
import type { Observable, SyncState } from '../../sync/index.ts';
import { LinkButton, Notice, Page, Skeleton, Stack } from '../../ui/index.ts';
import { forgetClosed, type ClosedNote } from './closed-note.ts';
import { TryAgain } from './TryAgain.tsx';

/** Taken out of the team: the form has left the screen, and what was in it goes to the lead before everything is erased. */
export function ClosingScreen({ sync, tryAgain }: { sync: Observable<SyncState>; tryAgain: () => Promise<void> }) {
  const { t } = useTranslation('sync');
  const { phase } = useObservable(sync);
  const waits = phase !== 'starting' && phase !== 'sending' && phase !== 'receiving';
  return (
    <Page title={t('closing.title')} action={waits ? <TryAgain tryAgain={tryAgain} /> : undefined}>
      <Stack>
        <p>{t('closing.why')}</p>
        {phase === 'offline' ? <Notice kind="offline" title={t('closing.offline')} next={t('closing.offlineNext')} /> : <Skeleton rows={2} label={t('closing.sending')} />}
      </Stack>
    </Page>
  );
}

/** The server took this phone out of the team and what it held is gone; what became of it is told here. */
export function ErasedScreen({ note: { handedIn, lost } }: { note: ClosedNote }) {
  const { t } = useTranslation(['sync', 'app']);
  return (
    <Page title={t('sync:erased.title')} action={<LinkButton variant="primary" block href={pathIn(languageFromPath(location.pathname), '/')} onClick={() => forgetClosed(localStorage)}>{t('app:session.erased.action')}</LinkButton>}>
      <Stack>
        <p>{t('sync:erased.revoked')}</p>
        {handedIn > 0 && <p>{t('sync:erased.handedIn', { count: handedIn })}</p>}
        {lost > 0 && <Notice kind="warning" title={t('sync:erased.lost', { count: lost })} next={t('sync:erased.lostNext')} />}
      </Stack>
    </Page>
  );
}
