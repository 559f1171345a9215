import { useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { languageFromPath, pathIn, useTranslation, type PageLanguage } from '../../i18n/index.ts';
import { roleRules } from '../../domain/roles.ts';
import { usePhone, useSyncState } from '../../sync/react.ts';
import { KeepSafe } from './KeepSafe.tsx';
import { SettingsView } from './SettingsView.tsx';
import { useNetworkPolicy } from './use-network-policy.ts';
import { useStorageState } from './use-storage-state.ts';
import { version } from './version.ts';

/**
 * What the person may set on this phone, and what it is doing: sending, language, storage.
 * @param props.lock the app's own part: the PIN and who else uses the phone
 */
export function SettingsScreen({ lock }: { lock: ReactNode }) {
  const { me, sync, home, village, role: mine } = usePhone();
  const showsCard = me.grants.some(({ role }) => roleRules[role].may.includes('showCard'));
  const { t } = useTranslation(['settings', 'sync']);
  const { pathname, search } = useLocation();
  const state = useSyncState();
  const network = useNetworkPolicy();
  const storage = useStorageState();
  const [sending, setSending] = useState(false);

  const sendNow = (): void => {
    setSending(true);
    void sync.sendNow().finally(() => setSending(false));
  };
  // The texts of a language are loaded with the page.
  const changeLanguage = (language: PageLanguage): void => location.assign(pathIn(language, pathname) + search);

  return (
    <SettingsView
      title={t('settings:title')}
      me={me}
      cardHref={showsCard ? `${home}/card` : undefined}
      lock={lock}
      sync={state}
      sending={sending}
      onSend={sendNow}
      network={network}
      storage={storage}
      language={languageFromPath(pathname)}
      onLanguage={changeLanguage}
      version={version}
      more={<KeepSafe home={home} hasVillage={village !== undefined} isLead={mine === 'lead' || mine === 'head'} />}
    />
  );
}
