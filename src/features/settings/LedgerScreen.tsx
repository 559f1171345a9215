import { Send } from 'lucide-react';
import { useState } from 'react';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useCorrected, usePhone, useSyncState } from '../../phone/hooks.ts';
import { StillHere } from '../../phone/still-here.ts';
import { Button, Facts, Notice, Page, Section, Skeleton, Stack, StatusChip } from '../../ui/index.ts';
import { useCorrectedTimes } from './use-corrected-times.ts';
import { TeamPhones } from './TeamPhones.tsx';
import { useConflictCount, useLedger, type Ledger } from './use-ledger.ts';

/** "Sổ đối chiếu": where every form is, by count. */
export function LedgerScreen() {
  const { t } = useTranslation('settings');
  const { basePath, sync, role, village } = usePhone();
  const loaded = useLedger();
  const [sending, setSending] = useState(false);
  const sendNow = (): void => {
    setSending(true);
    void sync.sendNow().finally(() => setSending(false));
  };
  return (
    <Page
      title={t('ledger.title')}
      back={{ href: addressesBelow(basePath).settings }}
      action={
        <Button variant="primary" block icon={Send} onClick={sendNow} busy={sending ? t('send.sending') : undefined}>
          {t('send.now')}
        </Button>
      }
    >
      <Stack gap="l">
        {loaded.state === 'loading' && <Skeleton rows={4} />}
        {loaded.state === 'failed' && (
          <StillHere>
            {(isHere) => (
              <Notice
                kind="error"
                title={t('ledger.failed.title')}
                kept={isHere ? t('ledger.failed.kept') : undefined}
                next={t('ledger.failed.next')}
              />
            )}
          </StillHere>
        )}
        {loaded.state === 'ready' && <Places ledger={loaded.ledger} />}
        {village && <Conflicts village={village.id} />}
        {village && (role === 'lead' || role === 'head') && <TeamPhones village={village.id} />}
      </Stack>
    </Page>
  );
}

function Places({ ledger: { places, records, compared } }: { ledger: Ledger }) {
  const { t } = useTranslation('settings');
  const { format } = useLanguage();
  const { drafts, oldestUnsent, lastContact } = useCorrectedTimes(useSyncState());
  const corrected = useCorrected();
  const { village } = usePhone();
  const here = places.onlyHere + drafts;
  return (
    <>
      <Section title={t('ledger.mine')}>
        <Facts
          items={[
            {
              term: t('ledger.onlyHere'),
              detail: (
                <>
                  <div>{t('backup.holds', { forms: places.onlyHere, drafts })}</div>
                  {here > 0 && oldestUnsent !== undefined && (
                    <div>{t('send.since', { time: format.time(oldestUnsent) })}</div>
                  )}
                </>
              ),
            },
            { term: t('ledger.waiting'), detail: t('ledger.forms', { count: places.waiting }) },
            { term: t('ledger.onServer'), detail: t('ledger.forms', { count: places.onServer }) },
            {
              term: t('ledger.sum'),
              detail: t('ledger.sumOf', { total: places.onlyHere + places.waiting + places.onServer, drafts }),
            },
          ]}
        />
        {places.waiting > 0 && <p>{t('ledger.waitingWhy')}</p>}
      </Section>
      {village && (
        <Section title={t('ledger.book')}>
          <p>
            {compared === undefined
              ? t('ledger.notCompared')
              : t(compared.records === records ? 'ledger.equal' : 'ledger.since', {
                  records,
                  compared: compared.records,
                  time: format.time(corrected(compared.at)),
                })}
          </p>
          <p>
            {lastContact === undefined
              ? t('ledger.never')
              : t('ledger.lastContact', { time: format.time(lastContact) })}
          </p>
        </Section>
      )}
    </>
  );
}

function Conflicts({ village }: { village: string }) {
  const { t } = useTranslation('settings');
  const { basePath } = usePhone();
  const count = useConflictCount(village) ?? 0;
  if (count === 0) return null;
  return (
    <StatusChip kind="conflict" href={addressesBelow(basePath).review()}>
      {t('ledger.conflicts', { count })}
    </StatusChip>
  );
}
