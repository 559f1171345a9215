import { IdCard, KeyRound, Signpost, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { questionnaire } from '../../domain/questionnaire/current.ts';
import type { PageLanguage } from '../../i18n/index.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { MeResponse } from '../../protocol/accounts/join.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { SyncState } from '../../sync/index.ts';
import {
  Button,
  ClockNotice,
  LinkButton,
  Page,
  Section,
  SegmentedChoice,
  Stack,
  type ClockNoticeProps,
} from '../../ui/index.ts';
import { NetworkChoice } from './NetworkChoice.tsx';
import { SendingState } from './SendingState.tsx';
import { StorageNote } from './StorageNote.tsx';
import type { NetworkSettings } from './use-network-policy.ts';
import type { StorageCare } from './use-storage-state.ts';
import { WhoIAm } from './WhoIAm.tsx';

export interface SettingsViewProps {
  readonly title: string;
  readonly me: Pick<MeResponse, 'name' | 'grants' | 'areas'>;
  /** The visitor's card; absent for those who visit no households. */
  readonly cardHref: string | undefined;
  /** What the village's public page says; absent for those who have neither village nor commune. */
  readonly villagePageHref?: string | undefined;
  /** Passkeys; absent for those whose work needs none. */
  readonly passkeysHref?: string | undefined;
  readonly lock: ReactNode;
  /** Absent for those who visit no households. */
  readonly reminders?: ReactNode;
  readonly sync: SyncState;
  readonly sending: boolean;
  readonly onSend: () => void;
  readonly network: NetworkSettings;
  readonly storage: StorageCare;
  readonly clockOff: ClockNoticeProps;
  readonly language: PageLanguage;
  readonly onLanguage: (language: PageLanguage) => void;
  readonly version: string;
  /** What belongs to sending and is a screen of its own. */
  readonly more?: ReactNode;
}

export function SettingsView({
  title,
  me,
  cardHref,
  villagePageHref,
  passkeysHref,
  lock,
  reminders,
  sync,
  sending,
  onSend,
  network,
  storage,
  clockOff,
  language,
  onLanguage,
  version,
  more,
}: SettingsViewProps) {
  const { t } = useTranslation('settings');
  return (
    <Page
      title={title}
      action={
        <Button variant="primary" block icon={Send} onClick={onSend} busy={sending ? t('send.sending') : undefined}>
          {t('send.now')}
        </Button>
      }
    >
      <Stack gap="l">
        <ClockNotice {...clockOff} />
        <Section title={t('send.title')}>
          <SendingState sync={sync} />
        </Section>
        {more}
        <NetworkChoice {...network} />
        <Section title={t('me.title')}>
          <Stack>
            <WhoIAm me={me} />
            {cardHref !== undefined && (
              <LinkButton icon={IdCard} href={cardHref}>
                {t('me.card')}
              </LinkButton>
            )}
            {villagePageHref !== undefined && (
              <LinkButton icon={Signpost} href={villagePageHref}>
                {t('me.villagePage')}
              </LinkButton>
            )}
            {passkeysHref !== undefined && (
              <LinkButton icon={KeyRound} href={passkeysHref}>
                {t('me.passkeys')}
              </LinkButton>
            )}
          </Stack>
        </Section>
        {reminders}
        {lock}
        <SegmentedChoice
          legend={t('language.title')}
          options={[
            { value: 'vi', label: t('language.vi') },
            { value: 'en', label: t('language.en') },
          ]}
          value={language}
          onChange={(value) => onLanguage(value === 'en' ? 'en' : 'vi')}
        />
        <Section title={t('storage.title')}>
          <StorageNote {...storage} />
        </Section>
        <Section title={t('version.title')}>
          <p>
            {t('version.app', { version })}
            <br />
            {t('version.parts', { questionnaire: questionnaire.version, protocol: PROTOCOL_VERSION })}
          </p>
        </Section>
      </Stack>
    </Page>
  );
}
