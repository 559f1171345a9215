import { Smartphone } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { EmptyState, List, ListRow, Page, Skeleton, Stack } from '../../../ui/index.ts';
import styles from '../figures/figures.module.css';
import { phonesHolding, type PhoneHolding } from './phones-holding.ts';
import { ReportNotice } from '../report/ReportNotice.tsx';
import { sealedSlot, toKeep, useCachedResponse } from '../../../phone/cached-response.ts';
import { useReportApi } from '../report/use-report-api.ts';

const teamSlot = sealedSlot('team');
const dayLength = 24 * 60 * 60 * 1000;

/**
 * The officer's phones with unsent forms: whom to call, the longest waiting first, as each phone said when it last had
 * a network.
 */
export function PhonesScreen() {
  const { t } = useTranslation('progress');
  const { me, basePath, calendar } = usePhone();
  const api = useReportApi();
  const ask = useCallback(async () => toKeep(await api.team()), [api]);
  const kept = useCachedResponse(teamSlot, ask, 'opened');
  const now = calendar.now();
  const phones = useMemo(() => kept.last && phonesHolding(kept.last, me.areas), [kept.last, me.areas]);
  return (
    <Page title={t('phones.title')} back={{ href: addressesBelow(basePath).villages() }}>
      <Stack>
        <ReportNotice report={kept} now={now} />
        {phones === undefined && kept.loading && <Skeleton rows={3} />}
        {phones?.length === 0 && (
          <EmptyState icon={Smartphone} title={t('phones.none')}>
            {t('villages.unsent.note')}
          </EmptyState>
        )}
        {phones !== undefined && phones.length > 0 && (
          <>
            <p>{t('phones.sum', { count: phones.length, forms: phones.reduce((sum, { forms }) => sum + forms, 0) })}</p>
            <List label={t('phones.title')}>
              {phones.map((phone) => (
                <PhoneRow key={phone.id} phone={phone} now={now} />
              ))}
            </List>
            <p className={styles.soft}>{t('villages.unsent.note')}</p>
          </>
        )}
      </Stack>
    </Page>
  );
}

function PhoneRow({
  phone: { name, where, forms, oldest, lastContact, left },
  now,
}: {
  phone: PhoneHolding;
  now: number;
}) {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  const days = oldest === undefined ? 0 : Math.floor((now - oldest) / dayLength);
  return (
    <ListRow
      icon={Smartphone}
      title={[name, where].filter(Boolean).join(', ')}
      meta={
        <>
          {[
            t('phones.forms', { count: forms }),
            oldest === undefined ? '' : days > 0 ? t('phones.oldestDays', { count: days }) : t('phones.oldestToday'),
          ]
            .filter(Boolean)
            .join(', ')}
          <br />
          {t('phones.lastContact', { time: format.time(lastContact) })}
          {left && (
            <>
              <br />
              {t('phones.left')}
            </>
          )}
        </>
      }
    />
  );
}
