import { Printer, Sprout } from 'lucide-react';
import { useMemo, useState } from 'react';
import { titleName } from '../../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Button, EmptyState, List, ListRow, Page, Skeleton, Stack, Toast } from '../../../ui/index.ts';
import { SendWords } from '../files/SendWords.tsx';
import styles from '../figures/figures.module.css';
import { improversSheet, improversText, moreWords, type ImproversSheet } from './improvers-sheet.ts';
import { ReportNotice } from '../report/ReportNotice.tsx';
import { useVillagesReports } from './use-villages-reports.ts';
import { communesOf } from './villages-reports.ts';

/**
 * The officer's sheet of the month for everybody to see: the villages that moved most, made of the signed reports that
 * are kept here.
 */
export function ImproversScreen() {
  const { t } = useTranslation('progress');
  const { me, basePath, calendar } = usePhone();
  const kept = useVillagesReports('opened');
  const place = communesOf(me.areas, me.grants).map(titleName).join(', ');
  const sheet = useMemo(() => kept.last && improversSheet(me.areas, kept.last.reports), [me.areas, kept.last]);
  return (
    <Page context={place} title={t('improvers.title')} back={{ href: addressesBelow(basePath).villages() }}>
      <Stack gap="l">
        <ReportNotice report={kept} now={calendar.now()} />
        {sheet === undefined && kept.loading && <Skeleton />}
        {sheet && <Sheet sheet={sheet} place={place} />}
      </Stack>
    </Page>
  );
}

function Sheet({ sheet, place }: { sheet: ImproversSheet; place: string }) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const [news, setNews] = useState<string | null>(null);
  const { lines, period, waiting } = sheet;
  const waits = waiting > 0 && <p className={styles.soft}>{t('improvers.waiting', { count: waiting })}</p>;
  if (lines.length === 0) {
    return (
      <EmptyState icon={Sprout} title={t('improvers.none.title')}>
        {t('improvers.none.next')} {waits}
      </EmptyState>
    );
  }
  return (
    <>
      {period && <p>{t('files.period', { from: format.day(period.from), to: format.day(period.until) })}</p>}
      <List label={t('improvers.title')}>
        {lines.map(({ name, more }) => (
          <ListRow key={name} icon={Sprout} title={name} meta={moreWords(more, { t })} />
        ))}
      </List>
      <p className={styles.soft}>{t('improvers.how')}</p>
      {waits}
      <Stack gap="s">
        <SendWords text={improversText(sheet, place, { t, format })} onCopied={() => setNews(t('files.copied'))} />
        <Button block icon={Printer} onClick={() => window.print()}>
          {t('improvers.print')}
        </Button>
      </Stack>
      <Toast message={news} onClose={() => setNews(null)} />
    </>
  );
}
