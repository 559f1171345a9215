import { useEffect, useState } from 'react';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { phonesResponse, type TeamPhone } from '../../protocol/accounts/phones.ts';
import type { Asked } from '../../sync/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, List, ListRow, Notice, Row, Section, Skeleton, Stack, StatusChip } from '../../ui/index.ts';

/**
 * Which phones of the team still hold forms, as they said at their last contact. For lead and head; needs a network.
 */
export function TeamPhones({ village }: { village: string }) {
  const { t } = useTranslation('settings');
  const { phones, again } = usePhones(village);
  return (
    <Section title={t('phones.title')}>
      <Stack gap="s">
        {phones === undefined && <Skeleton rows={2} />}
        {phones?.kind === 'ok' && <Phones phones={phones.value.phones} />}
        {phones !== undefined && phones.kind !== 'ok' && (
          <Notice
            kind={phones.kind === 'unreachable' ? 'offline' : 'warning'}
            title={t('phones.notNow')}
            next={t(phones.kind === 'unreachable' ? 'phones.offline' : 'phones.refused')}
            action={<Button onClick={again}>{t('phones.again')}</Button>}
          />
        )}
      </Stack>
    </Section>
  );
}

function usePhones(village: string) {
  const { server } = usePhone();
  const [phones, setPhones] = useState<Asked<{ readonly phones: readonly TeamPhone[] }>>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    void server.get(`phones?village=${village}`, phonesResponse).then((asked) => {
      if (!gone) setPhones(asked);
    });
    return () => {
      gone = true;
    };
  }, [server, village, round]);
  const again = (): void => {
    setPhones(undefined);
    setRound((before) => before + 1);
  };
  return { phones, again };
}

const heldBy = ({ held }: TeamPhone): number => (held.forms ?? held.unsent) + held.drafts;

function Phones({ phones }: { phones: readonly TeamPhone[] }) {
  const { t } = useTranslation('settings');
  const holding = phones.filter((phone) => heldBy(phone) > 0);
  const [all, setAll] = useState(false);
  const shown = all ? phones : holding;
  return (
    <>
      <p>
        {holding.length > 0
          ? t('phones.holding', { count: holding.length, total: phones.length })
          : t('phones.none', { count: phones.length })}
      </p>
      {shown.length > 0 && (
        <List label={t('phones.title')}>
          {shown.map((phone) => (
            <PhoneRow key={phone.device} phone={phone} />
          ))}
        </List>
      )}
      {holding.length < phones.length && (
        <Row>
          <Button aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? 'phones.fewer' : 'phones.all')}
          </Button>
        </Row>
      )}
    </>
  );
}

function PhoneRow({ phone }: { phone: TeamPhone }) {
  const { t } = useTranslation('settings');
  const { format } = useLanguage();
  const { held, lastContact } = phone;
  const isHolding = heldBy(phone) > 0;
  const meta = [
    isHolding ? t('backup.holds', { forms: held.forms ?? held.unsent, drafts: held.drafts }) : undefined,
    isHolding && held.oldest !== undefined ? t('phones.oldest', { time: format.time(held.oldest) }) : undefined,
    t('phones.lastContact', { time: format.time(lastContact) }),
  ].filter((one) => one !== undefined);
  return (
    <ListRow
      title={phone.name}
      meta={meta.map((line) => (
        <div key={line}>{line}</div>
      ))}
      trailing={
        <StatusChip kind={isHolding ? 'onPhone' : 'onServer'}>
          {isHolding ? t('phones.holds') : t('phones.sent')}
        </StatusChip>
      }
    />
  );
}
