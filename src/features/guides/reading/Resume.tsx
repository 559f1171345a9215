import { useLocation } from 'react-router';
import { useTranslation } from '../../../i18n/index.ts';
import { LinkButton } from '../../../ui/index.ts';
import { resumeFor } from '../live/local-preferences.ts';

/** Back to the step at which the guide was left on this phone. A plain link: see GuideBody. */
export function Resume() {
  const { t } = useTranslation('reading');
  const { pathname } = useLocation();
  const step = resumeFor(pathname);
  return step === undefined ? null : (
    <LinkButton block href={`#step-${step}`}>
      {t('resume.link')}
    </LinkButton>
  );
}
