import { FileDown, Inbox, Mic, Scale, UsersRound } from 'lucide-react';
import { useTranslation } from '../../i18n/index.ts';
import { List, ListRow, Section } from '../../ui/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';

/** The ways to the ledger, to the backup file and to what waits for a person to decide. */
export function KeepSafe({ basePath, hasVillage, isLead }: { basePath: string; hasVillage: boolean; isLead: boolean }) {
  const { t } = useTranslation('settings');
  if (!hasVillage) return null;
  return (
    <Section title={t('more.title')}>
      <List>
        <ListRow
          icon={Scale}
          href={addressesBelow(basePath).ledger}
          title={t('more.ledger')}
          meta={t('more.ledgerMeta')}
        />
        <ListRow
          icon={UsersRound}
          href={addressesBelow(basePath).review()}
          title={t('more.review')}
          meta={t('more.reviewMeta')}
        />
        {isLead && (
          <ListRow
            icon={Inbox}
            href={addressesBelow(basePath).waiting()}
            title={t('more.waiting')}
            meta={t('more.waitingMeta')}
          />
        )}
        <ListRow
          icon={Mic}
          href={addressesBelow(basePath).recordings()}
          title={t('more.recordings')}
          meta={t('more.recordingsMeta')}
        />
        <ListRow
          icon={FileDown}
          href={addressesBelow(basePath).backup}
          title={t('more.backup')}
          meta={t('more.backupMeta')}
        />
      </List>
    </Section>
  );
}
