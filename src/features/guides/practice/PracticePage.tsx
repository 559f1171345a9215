import { useTranslation } from '../../../i18n/index.ts';
import { Page } from '../../../ui/index.ts';
import { entryOf } from '../pages/entries.ts';
import { Foot } from '../pages/Foot.tsx';
import { LivePlace } from '../live/LivePlace.tsx';
import { usePaths } from '../pages/use-paths.ts';
import { useTitle } from '../pages/use-title.ts';

/** `/guides/:id/practice`: the frame, made ahead; the practice itself is alive (Practice.tsx). */
export function PracticePage({ id }: { id: string }) {
  const { t } = useTranslation('guides');
  const paths = usePaths();
  const guide = entryOf(id, t).title;
  const title = t('practise.title', { guide });
  useTitle(title);
  return (
    <Page
      title={title}
      back={{ href: paths.guide(id), label: t('index.back') }}
      intro={<p data-read="page">{t('practise.about')}</p>}
    >
      <LivePlace piece="practice" main instead={t('practise.noScript')} />
      <Foot />
    </Page>
  );
}
