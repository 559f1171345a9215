import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { askToPersist, storageState, type StorageState } from '../../store/storage-care.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, Notice } from '../../ui/index.ts';
import { useTeam, useUpdates } from '../session/TeamContext.tsx';
import styles from './banners.module.css';

const ReviewNotice = lazy(async () => ({ default: (await import('../../features/review/index.ts')).ReviewNotice }));

/** What to know before going on with the day, one thing at a time. `Page` does not show it over a form. */
export function Banners({ emptied }: { emptied: boolean }) {
  const [seen, setSeen] = useState({ emptied: false, storage: false });
  const { registry } = useTeam().device;
  const { enrolment, village } = usePhone();
  const { pathname } = useLocation();
  const update = useUpdates((state) => state.update);
  const storage = useStorageCare();

  const acceptEmptied = () => {
    // Gone only once that is written: a page closed right after must not raise the alarm again.
    void registry.acceptEmptied(enrolment).finally(() => setSeen((before) => ({ ...before, emptied: true })));
  };
  if (emptied && !seen.emptied) return <Banner><EmptiedNotice onSeen={acceptEmptied} /></Banner>;
  if (update === 'ready') return <Banner><UpdateNotice /></Banner>;
  if (storage && !seen.storage) return <Banner><StorageNotice state={storage} onSeen={() => setSeen((before) => ({ ...before, storage: true }))} /></Banner>;
  if (village && isWhereConflictsShow(pathname)) return <Banner><Suspense><ReviewNotice /></Suspense></Banner>;
  return null;
}

// The first screens, and the home that it is about.
const isWhereConflictsShow = (pathname: string): boolean => /\/(today|progress|households\/[^/]+)$/.test(pathname) && !pathname.endsWith('/new');

const Banner = ({ children }: { children: React.ReactNode }) => <div className={styles.banner}>{children}</div>;

/** The phone's database had vanished: browsers evict what they think is not needed. */
function EmptiedNotice({ onSeen }: { onSeen: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Notice kind="error" announce title={t('emptied.title')} kept={t('emptied.kept')} next={t('emptied.next')} action={<Button onClick={onSeen}>{t('emptied.action')}</Button>} />
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
          <Button onClick={update} busy={busy ? t('update.action') : undefined}>{t('update.action')}</Button>
          <Button variant="quiet" onClick={later}>{t('update.later')}</Button>
        </>
      }
    />
  );
}

function StorageNotice({ state, onSeen }: { state: StorageState; onSeen: () => void }) {
  const { t } = useTranslation('app');
  const words = state.low ? { title: t('storage.low'), next: t('storage.lowNext') } : { title: t('storage.title'), next: t('storage.next') };
  return <Notice kind="warning" {...words} action={<Button onClick={onSeen}>{t('storage.action')}</Button>} />;
}

const toldKey = 'storage-told';

/** Asks the browser to keep what is stored; its answer when there is something to tell: once a browser, or low room. */
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

async function care(): Promise<StorageState | undefined> {
  const { storage } = navigator as { readonly storage?: StorageManager };
  await askToPersist(storage);
  const state = await storageState(storage);
  if (state.low) return state;
  if (state.persistence !== 'mayBeEvicted' || localStorage.getItem(toldKey) !== null) return undefined;
  localStorage.setItem(toldKey, 'yes');
  return state;
}
