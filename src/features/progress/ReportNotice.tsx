import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { Notice } from '../../ui/index.ts';
import styles from './figures.module.css';
import type { Report } from './use-report.ts';
import { isOld } from './village-status.ts';

/** When the figures are from, and why there are no newer ones. The last figures always stay on the screen. */
export function ReportNotice({ report, now }: { report: Report; now: number }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const { last, problem, loading } = report;
  if (!last) {
    if (loading || !problem) return null;
    return <Notice kind="offline" announce title={t('villages.firstOffline.title')} next={t(problem === 'signIn' ? 'villages.signIn.next' : 'villages.firstOffline.next')} />;
  }
  const time = format.time(last.now);
  if (problem) {
    return <Notice kind={problem === 'offline' ? 'offline' : 'warning'} announce title={t(`villages.${problem}.title`, { time })} next={t(`villages.${problem}.next`)} />;
  }
  if (!loading && isOld(last.now, now)) return <Notice kind="warning" title={t('villages.old.title', { time })} next={t('villages.old.next')} />;
  return <p className={styles.soft}>{t('villages.at', { time })}</p>;
}
