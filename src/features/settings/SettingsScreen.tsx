import { useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { languageFromPath, pathIn, useLanguage, useTranslation, type PageLanguage } from '../../i18n/index.ts';
import { roleRules } from '../../domain/access/roles.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useClockBehind, usePhone, useSyncState } from '../../phone/hooks.ts';
import { KeepSafe } from './KeepSafe.tsx';
import { RemindersSection } from './RemindersSection.tsx';
import { SettingsView } from './SettingsView.tsx';
import { useCorrectedTimes } from './use-corrected-times.ts';
import { useNetworkPolicy } from './use-network-policy.ts';
import { useStorageState } from './use-storage-state.ts';
import { version } from './version.ts';

/**
 * What the person may set on this phone, and what it is doing: sending, language, storage.
 * @param props.lock the app's own part: the PIN and who else uses the phone
 */
export function SettingsScreen({ lock }: { lock: ReactNode }) {
  const { me, sync, basePath, village, role: mine } = usePhone();
  const holdsPasskeys = me.grants.some(({ role }) => roleRules[role].may.includes('holdPasskey'));
  const showsCard = me.grants.some(({ role }) => roleRules[role].may.includes('showCard'));
  const isVisiting = me.grants.some(({ role }) => roleRules[role].may.includes('syncRecords'));
  const hasPage = village !== undefined || me.grants.some(({ role }) => role === 'officer');
  const { t } = useTranslation(['settings', 'sync']);
  const { pathname, search } = useLocation();
  const state = useCorrectedTimes(useSyncState());
  const behind = useClockBehind();
  const { format } = useLanguage();
  const network = useNetworkPolicy();
  const storage = useStorageState();
  const [sending, setSending] = useState(false);

  // Who comes here wants to know whether it is sent.
  useEffect(() => sync.wake('opened'), [sync]);

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
      cardHref={showsCard ? addressesBelow(basePath).card : undefined}
      villagePageHref={hasPage ? addressesBelow(basePath).villagePage() : undefined}
      passkeysHref={holdsPasskeys ? addressesBelow(basePath).passkeys : undefined}
      lock={lock}
      reminders={isVisiting ? <RemindersSection /> : undefined}
      sync={state}
      clockOff={{
        minutesBehind: behind.minutes,
        really: format.time(behind.really),
        phoneSays: format.time(behind.phoneSays),
      }}
      sending={sending}
      onSend={sendNow}
      network={network}
      storage={storage}
      language={languageFromPath(pathname)}
      onLanguage={changeLanguage}
      version={version}
      more={
        <KeepSafe basePath={basePath} hasVillage={village !== undefined} isLead={mine === 'lead' || mine === 'head'} />
      }
    />
  );
}
