import { useCallback, useEffect, useMemo, useState } from 'react';
import { Undo2 } from 'lucide-react';
import { dayOf } from '../../../domain/day.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { PlainSettings } from '../../../store/phone-settings.ts';
import { breather } from '../../../sync/breathe.ts';
import { useHomes, usePhone } from '../../../sync/react.ts';
import { Button, ConfirmDialog, Notice } from '../../../ui/index.ts';
import { takeBack, undoable } from './add-homes.ts';

type Last = PlainSettings['lastImport'];
const breathe = breather();

/** The homes that came from a list last, and the way to take them out again. Nothing where there are none. */
export function LastImport() {
  const { t } = useTranslation('homes');
  const { format } = useLanguage();
  const phone = usePhone();
  const village = phone.village!.id;
  const homes = useHomes(village);
  const last = useLastImport(village);
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<{ readonly taken: number; readonly of: number; readonly isOver: boolean }>();
  const [failed, setFailed] = useState(false);
  const parts = useMemo(() => last && homes.state === 'ready' && homes.value.isWhole && undoable(last.homes, new Map(homes.value.byName.map((home) => [home.id, home]))), [last, homes]);

  if (done) {
    return done.isOver ? <Notice kind="success" announce title={t('roster.undo.done', { count: done.taken })} /> : <Notice kind="info" title={t('roster.undo.busy', { done: done.taken, count: done.of })} />;
  }
  if (!last || !parts || parts.free.length === 0) return null;
  const { free, kept } = parts;

  const undo = (): void => {
    setAsking(false);
    setFailed(false);
    setDone({ taken: 0, of: free.length, isOver: false });
    takeBack(phone, village, free, { breathe, onDone: (taken) => setDone({ taken, of: free.length, isOver: false }) })
      .then(() => phone.store.settings.set('lastImport', { ...last, homes: kept }))
      .then(() => setDone({ taken: free.length, of: free.length, isOver: true }))
      .catch((error: unknown) => {
        console.error(error);
        setDone(undefined);
        setFailed(true);
      });
    phone.sync.wake('save');
  };
  return (
    <>
      {failed && <Notice kind="error" announce title={t('roster.undo.failed.title')} next={t('roster.undo.failed.next')} />}
      <Notice
        kind="info"
        title={t('roster.undo.title', { count: free.length, day: format.day(dayOf(last.at)) })}
        next={kept.length > 0 ? t('roster.undo.kept', { count: kept.length }) : undefined}
        action={<Button icon={Undo2} onClick={() => setAsking(true)}>{t('roster.undo.open')}</Button>}
      />
      <ConfirmDialog open={asking} danger title={t('roster.undo.ask', { count: free.length })} confirm={t('roster.undo.confirm')} onConfirm={undo} onCancel={() => setAsking(false)}>
        <p>{t('roster.undo.text')}</p>
      </ConfirmDialog>
    </>
  );
}

function useLastImport(village: string): Last | undefined {
  const { store } = usePhone();
  const [last, setLast] = useState<Last>();
  const read = useCallback(() => store.settings.get('lastImport').then((found) => setLast(found?.village === village ? found : undefined), console.error), [store, village]);
  useEffect(() => void read(), [read]);
  return last;
}
