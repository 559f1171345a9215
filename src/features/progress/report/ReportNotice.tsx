import { RefreshCw } from 'lucide-react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button, Notice, Row } from '../../../ui/index.ts';
import styles from '../figures/figures.module.css';
import type { Dated, CachedResponse } from '../../../phone/cached-response.ts';
import { isOld } from './village-status.ts';

/** The time of the figures, and why there are no newer ones. The last figures stay on the screen. */
export function ReportNotice({ report, now }: { report: CachedResponse<Dated>; now: number }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { last, problem, loading } = report;
  const refresh = (
    <Button icon={RefreshCw} onClick={report.refresh} busy={loading ? t('villages.refreshing') : undefined}>
      {t('villages.refresh')}
    </Button>
  );
  if (!last) {
    if (loading || !problem) return null;
    const next = t(problem === 'signIn' ? 'villages.signIn.next' : 'villages.firstOffline.next');
    return <Notice kind="offline" announce title={t('villages.firstOffline.title')} next={next} action={refresh} />;
  }
  const time = format.time(last.now);
  if (problem) {
    return (
      <Notice
        kind={problem === 'offline' ? 'offline' : 'warning'}
        announce
        title={t(`villages.${problem}.title`, { time })}
        next={t(`villages.${problem}.next`)}
        action={refresh}
      />
    );
  }
  if (!loading && isOld(last.now, now))
    return (
      <Notice kind="warning" title={t('villages.old.title', { time })} next={t('villages.old.next')} action={refresh} />
    );
  return (
    <Row spread>
      <p className={styles.soft}>{t('villages.at', { time })}</p>
      {refresh}
    </Row>
  );
}
