import { useTranslation } from '../../../i18n/index.ts';
import { Mark, QrCode } from '../../../ui/index.ts';
import { entryOf } from '../pages/entries.ts';
import { usePaths } from '../pages/use-paths.ts';
import type { SheetProps } from './sheet.ts';
import styles from './print.module.css';

/** One page for the wall: what it is about, a code to scan, whom to call. */
export function PosterSheet({ content: { guide, texts }, village, phone, opens }: SheetProps) {
  const { t } = useTranslation('reading');
  const { t: guides } = useTranslation('guides');
  const { t: common } = useTranslation('common');
  const paths = usePaths();
  const { title, summary } = entryOf(guide.id, guides);
  return (
    <section className={styles.poster} aria-label={t('print.kinds.poster')}>
      <p className={styles.from}>
        <Mark size="s" /> {village || common('product')}
      </p>
      <h2 className={styles.big}>{title}</h2>
      <p className={styles.lead}>{summary}</p>
      <div className={styles.code}>
        <QrCode text={`${location.origin}${paths.guide(guide.id)}${opens}`} label={t('print.qr', { guide: title })} />
      </div>
      <p className={styles.lead}>{t('print.scan')}</p>
      <p>{texts.forWhom}</p>
      {phone && <p className={styles.lead}>{t('print.call', { phone })}</p>}
      <p className={styles.promise}>
        {guides('home.habit.do')} {common('promise')}
      </p>
    </section>
  );
}
