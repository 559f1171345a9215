import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { askToPersist, storageState, type StorageState } from '../../store/engine/storage-care.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, Notice } from '../../ui/index.ts';
import { useTeam, useUpdates } from '../session/TeamContext.tsx';
import styles from './banners.module.css';

const ReviewNotice = lazy(async () => ({ default: (await import('../../features/review/index.ts')).ReviewNotice }));

const UnconfirmedNotice = lazy(async () => ({
  default: (await import('../../features/team/index.ts')).UnconfirmedNotice,
}));
const ActsNotice = lazy(async () => ({ default: (await import('../../features/team/index.ts')).ActsNotice }));
const PasskeyNotice = lazy(async () => ({
  default: (await import('../../features/passkeys/index.ts')).PasskeyNotice,
}));
const NewsNotice = lazy(async () => ({ default: (await import('../../features/team/index.ts')).NewsNotice }));

/** Warnings above the day's screens, one at a time. `Page` does not show them over a form. */
export function Banners({ emptied }: { emptied: boolean }) {
  const [seen, setSeen] = useState({ emptied: false, storage: false });
  const { registry } = useTeam().device;
  const { enrolment, village, me } = usePhone();
  const { pathname } = useLocation();
  const update = useUpdates((state) => state.update);
  const storage = useStorageCare();

  const acceptEmptied = () => {
    // Hidden only once the answer is stored: a page closed right after must not warn again.
    void registry.acceptEmptied(enrolment).finally(() => setSeen((before) => ({ ...before, emptied: true })));
  };
  if (emptied && !seen.emptied)
    return (
      <Banner>
        <EmptiedNotice onSeen={acceptEmptied} />
      </Banner>
    );
  if (update === 'ready')
    return (
      <Banner>
        <UpdateNotice />
      </Banner>
    );
  if (storage && !seen.storage)
    return (
      <Banner>
        <StorageNotice state={storage} onSeen={() => setSeen((before) => ({ ...before, storage: true }))} />
      </Banner>
    );
  const acts = isFirstScreen(pathname) && me.acts !== undefined;
  const asked = isFirstScreen(pathname) && me.unconfirmed !== undefined;
  const told = isFirstScreen(pathname) && (me.notices ?? me.passkeyNotices) !== undefined;
  const lacks = isFirstScreen(pathname) && me.passkey === 'missing';
  if (acts || asked || told || lacks)
    return (
      <Banner>
        <Suspense>
          {acts && <ActsNotice />}
          {asked && <UnconfirmedNotice />}
          {told && <NewsNotice />}
          {lacks && <PasskeyNotice />}
          {village && isWhereConflictsShow(pathname) && <ReviewNotice />}
        </Suspense>
      </Banner>
    );
  if (village && isWhereConflictsShow(pathname))
    return (
      <Banner>
        <Suspense>
          <ReviewNotice />
        </Suspense>
      </Banner>
    );
  return null;
}

const isFirstScreen = (pathname: string): boolean => /\/(today|progress|villages|team)$/.test(pathname);

// The first screens, and the household that it is about.
const isWhereConflictsShow = (pathname: string): boolean =>
  /\/(today|progress|households\/[^/]+)$/.test(pathname) && !pathname.endsWith('/new');

const Banner = ({ children }: { children: React.ReactNode }) => <div className={styles.banner}>{children}</div>;

/** The phone's database had vanished: browsers evict what they think is not needed. */
function EmptiedNotice({ onSeen }: { onSeen: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Notice
      kind="error"
      announce
      title={t('emptied.title')}
      kept={t('emptied.kept')}
      next={t('emptied.next')}
      action={<Button onClick={onSeen}>{t('emptied.action')}</Button>}
    />
  );
}

function UpdateNotice() {
  const { t } = useTranslation('sync');
  const { agree, later } = useTeam().updates.getState();
  const [busy, setBusy] = useState(false);
  const update = () => {
    setBusy(true);
    void agree();
  };
  return (
    <Notice
      kind="info"
      announce
      title={t('update.ready')}
      next={t('update.next')}
      action={
        <>
          <Button onClick={update} busy={busy ? t('update.action') : undefined}>
            {t('update.action')}
          </Button>
          <Button variant="quiet" onClick={later}>
            {t('update.later')}
          </Button>
        </>
      }
    />
  );
}

/** Asks the browser to keep what is stored only after a tap on a line that says why: Firefox then asks the person. */
function StorageNotice({ state, onSeen }: { state: StorageState; onSeen: () => void }) {
  const { t } = useTranslation('app');
  const [refused, setRefused] = useState(false);
  const keep = () => {
    void askToPersist(storageHere()).then((persistence) => (persistence === 'kept' ? onSeen() : setRefused(true)));
  };
  if (state.low || refused)
    return (
      <Notice
        kind="warning"
        announce={refused}
        title={state.low ? t('storage.low') : t('storage.title')}
        next={state.low ? t('storage.lowNext') : t('storage.next')}
        action={<Button onClick={onSeen}>{t('storage.action')}</Button>}
      />
    );
  return (
    <Notice
      kind="warning"
      title={t('storage.title')}
      next={t('storage.askNext')}
      action={
        <>
          <Button onClick={keep}>{t('storage.ask')}</Button>
          <Button variant="quiet" onClick={onSeen}>
            {t('storage.later')}
          </Button>
        </>
      }
    />
  );
}

const toldKey = 'storage-told';

/** What there is to tell of the storage: once a browser that it may be deleted, each time that room is low. */
function useStorageCare(): StorageState | undefined {
  const [state, setState] = useState<StorageState>();
  useEffect(() => {
    let gone = false;
    void care().then((worth) => {
      if (!gone) setState(worth);
    });
    return () => {
      gone = true;
    };
  }, []);
  return state;
}

const storageHere = (): StorageManager | undefined => (navigator as { readonly storage?: StorageManager }).storage;

async function care(): Promise<StorageState | undefined> {
  const state = await storageState(storageHere());
  if (state.low) return state;
  if (state.persistence !== 'mayBeEvicted' || localStorage.getItem(toldKey) !== null) return undefined;
  localStorage.setItem(toldKey, 'yes');
  return state;
}
