import { useTranslation } from '../../../i18n/index.ts';
import { Page } from '../../../ui/index.ts';
import { Foot } from '../pages/Foot.tsx';
import { LivePlace } from '../live/LivePlace.tsx';
import { usePaths } from '../pages/use-paths.ts';
import { useTitle } from '../pages/use-title.ts';

/** `/drills`: the frame of the scam drill, made ahead; the drill itself is alive (Drills.tsx). */
export function DrillsPage() {
  const { t } = useTranslation('drills');
  const { t: common } = useTranslation('common');
  const { home } = usePaths();
  useTitle(t('title'));
  return (
    <Page title={t('title')} back={{ href: home, label: common('home') }} intro={<p data-read="page">{t('about')}</p>}>
      <LivePlace piece="drills" main instead={t('noScript')} />
      <Foot />
    </Page>
  );
}
