import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLocation } from 'react-router';
import { MonitorSmartphone } from 'lucide-react';
import { dayOf } from '../../../lib/day.ts';
import { systemClock } from '../../../lib/clock.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import type { PieceProps } from '../live/live-piece.ts';
import { addressOf } from '../load/load-page.ts';
import { addReport, isReported, loadManyChanged, sendReports } from './changed-reports.ts';

/**
 * At a step: one tap says that the phone shows another screen. The step, the app and the day are sent, now or with the
 * next network. A step that many reported says so itself.
 */
export function ScreenChanged({ place }: PieceProps) {
  const { t } = useTranslation('reading');
  const { pathname, hash } = useLocation();
  const [many, setMany] = useState<readonly string[]>([]);
  const [said, setSaid] = useState<{ readonly step: string; readonly sent: boolean }>();

  useEffect(() => {
    let left = false;
    void loadManyChanged().then((steps) => !left && setMany(steps));
    const send = (): void => void sendReports();
    send();
    addEventListener('online', send);
    return () => {
      left = true;
      removeEventListener('online', send);
    };
  }, []);

  const address = addressOf(pathname);
  const shown = /^#step-\d+$/.test(hash) ? document.querySelector<HTMLElement>(hash) : null;
  const of = shown?.dataset['of'];
  if (!shown || of === undefined || !('id' in address)) return null;
  const step = `${address.id}/${of}`;
  const notes = shown.querySelector('[data-notes]');
  const report = (): void => {
    addReport(step, place.dataset['say'], dayOf(systemClock.now()));
    setSaid({ step, sent: false });
    void sendReports().then((sent) => setSaid({ step, sent }));
  };
  return (
    <>
      {many.includes(step) && notes && createPortal(<p data-read="step">{t('changed.many')}</p>, notes, 'many-changed')}
      {!isReported(step) && (
        <Button block icon={MonitorSmartphone} onClick={report}>
          {t('changed.report')}
        </Button>
      )}
      <p role="status">{said?.step === step && t(said.sent ? 'changed.sent' : 'changed.kept')}</p>
    </>
  );
}
