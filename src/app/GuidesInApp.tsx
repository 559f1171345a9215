import { HandHelping } from 'lucide-react';
import { useParams } from 'react-router';
import { GuideScreen } from '../features/guides/index.ts';
import { useTranslation } from '../i18n/index.ts';
import { addressesBelow } from '../phone/addresses.ts';
import type { Phone } from '../phone/hooks.ts';
import { LinkButton } from '../ui/index.ts';
import { TeamShell } from './shell/TeamShell.tsx';
import { useSession } from './session/TeamContext.tsx';
import styles from './guides-in-app.module.css';

/** The guides as a signed-in person opens them from their bar: the same pages with the app's navigation around them. */
export function GuidesInApp() {
  const session = useSession((state) => state.session);
  const { id } = useParams();
  if (session.kind !== 'open') return null;
  const { phone, emptied } = session;
  return (
    <TeamShell
      phone={phone}
      emptied={emptied}
      notice={phone.village && id !== undefined && <AfterGuide guide={id} phone={phone} />}
    >
      <GuideScreen />
    </TeamShell>
  );
}

/**
 * The link at the end of a guide that records whom it was shown to. Style alone shows it at `#done`, because the
 * guide's page has no state.
 */
function AfterGuide({ guide, phone }: { guide: string; phone: Phone }) {
  const { t } = useTranslation('app');
  return (
    <div className={styles.afterGuide}>
      <LinkButton block icon={HandHelping} href={addressesBelow(phone.basePath).chooseHousehold(guide)}>
        {t('afterGuide')}
      </LinkButton>
    </div>
  );
}
