import { HandHelping } from 'lucide-react';
import { useParams } from 'react-router';
import { GuideScreen } from '../features/guides/index.ts';
import { useTranslation } from '../i18n/index.ts';
import type { Phone } from '../sync/react.ts';
import { LinkButton } from '../ui/index.ts';
import { TeamShell } from './shell/TeamShell.tsx';
import { useSession } from './session/TeamContext.tsx';
import styles from './guides-in-app.module.css';

/** The guides as a signed-in person opens them from their bar: the same pages, their own places around them. */
export function GuidesInApp() {
  const session = useSession((state) => state.session);
  const { id } = useParams();
  if (session.kind !== 'open') return null;
  const { phone, emptied } = session;
  return (
    <TeamShell phone={phone} emptied={emptied} notice={phone.village && id !== undefined && <AfterGuide guide={id} phone={phone} />}>
      <GuideScreen />
    </TeamShell>
  );
}

/** At the end of a guide (its `#done`, by style alone: the guide's page has no state to ask): write down whom it was shown to. */
function AfterGuide({ guide, phone }: { guide: string; phone: Phone }) {
  const { t } = useTranslation('app');
  return (
    <div className={styles.afterGuide}>
      <LinkButton block icon={HandHelping} href={`${phone.home}/visits/new?guide=${guide}`}>{t('afterGuide')}</LinkButton>
    </div>
  );
}
