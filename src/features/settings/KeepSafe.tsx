import { FileDown, Scale, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { List, ListRow, Section } from '../../ui/index.ts';

/** The ways to the ledger, to the backup file and to what two people wrote differently. */
export function KeepSafe({ home, hasVillage }: { home: string; hasVillage: boolean }) {
  const { t } = useTranslation('settings');
  if (!hasVillage) return null;
  return (
    <Section title={t('more.title')}>
      <List>
        <ListRow icon={Scale} href={`${home}/ledger`} title={t('more.ledger')} meta={t('more.ledgerMeta')} />
        <ListRow icon={UsersRound} href={`${home}/review`} title={t('more.review')} meta={t('more.reviewMeta')} />
        <ListRow icon={FileDown} href={`${home}/backup`} title={t('more.backup')} meta={t('more.backupMeta')} />
      </List>
    </Section>
  );
}
