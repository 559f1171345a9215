import { useTranslation } from '../../../i18n/index.ts';
import { Page } from '../../../ui/index.ts';
import { entryOf } from '../pages/entries.ts';
import { Foot } from '../pages/Foot.tsx';
import { LivePlace } from '../live/LivePlace.tsx';
import { usePaths } from '../pages/use-paths.ts';
import { useTitle } from '../pages/use-title.ts';
import styles from './print.module.css';

/**
 * `/guides/:id/print`: the frame, made ahead; what is printed is alive (Print.tsx), because the QR code holds this
 * site's own address.
 */
export function PrintPage({ id }: { id: string }) {
  const { t } = useTranslation('guides');
  const { t: reading } = useTranslation('reading');
  const paths = usePaths();
  const title = reading('print.title', { guide: entryOf(id, t).title });
  useTitle(title);
  return (
    <div className={styles.page}>
      <Page
        title={title}
        back={{ href: paths.guide(id), label: t('index.back') }}
        intro={<p>{reading('print.about')}</p>}
      >
        <LivePlace piece="print" main instead={reading('print.noScript')} />
        <Foot />
      </Page>
    </div>
  );
}
