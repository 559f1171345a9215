import { useTranslation } from '../../../i18n/index.ts';
import { Page } from '../../../ui/index.ts';
import { Foot } from '../pages/Foot.tsx';
import { LivePlace } from '../live/LivePlace.tsx';
import { usePaths } from '../pages/use-paths.ts';
import { useTitle } from '../pages/use-title.ts';

/** `/reading`: how somebody reads best on this phone. The frame is made ahead, the choices are alive (Comfort.tsx). */
export function ReadingPage() {
  const { t } = useTranslation('reading');
  const { t: common } = useTranslation('common');
  const { home } = usePaths();
  useTitle(t('comfort.title'));
  return (
    <Page
      title={t('comfort.title')}
      back={{ href: home, label: common('home') }}
      intro={<p data-read="page">{t('comfort.about')}</p>}
    >
      <LivePlace piece="comfort" main instead={t('comfort.noScript')} />
      <Foot />
    </Page>
  );
}
