import { useTranslation } from '../../../i18n/index.ts';
import { Page } from '../../../ui/index.ts';
import { entryOf } from './entries.ts';
import { Foot } from './Foot.tsx';
import { GuideBody } from './GuideBody.tsx';
import type { GuideContent } from '../load/guide-content.ts';
import { usePaths } from './use-paths.ts';
import { useTitle } from './use-title.ts';
import styles from './guide-page.module.css';

/** `/guides/:id`: everything to read; with `#step-<n>` one step at a time (by style alone, see GuideBody). */
export function GuidePage({ content }: { content: GuideContent }) {
  const { t } = useTranslation('guides');
  const { guides } = usePaths();
  const { title, summary } = entryOf(content.guide.id, t);
  useTitle(title);
  return (
    <div id="guide" className={styles.guide}>
      <Page title={title} back={{ href: guides, label: t('index.back') }} intro={<p data-read="page">{summary}</p>}>
        <GuideBody content={content} />
        <Foot />
      </Page>
    </div>
  );
}
