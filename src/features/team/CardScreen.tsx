import { RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { titleName } from '../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { cardPath } from '../../protocol/card.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { Button, EmptyState, Notice, Page, QrCode, Skeleton, Stack } from '../../ui/index.ts';
import styles from './team.module.css';
import { useTeamApi } from './use-team-api.ts';

/**
 * "Thẻ tổ viên": a big QR code that a resident's camera opens (src/server/card). A phone keeps the cards of a week, so
 * it has today's without a network too; whether it is still good, the server tells the resident.
 */
export function CardScreen() {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const { me, role, village, basePath } = usePhone();
  const today = useToday();
  const { token, asked, ask } = useTodaysCard(today);
  return (
    <Page
      title={t('card.title')}
      back={{ href: addressesBelow(basePath).settings }}
      intro={t('card.intro')}
      action={
        asked === 'missing' && (
          <Button variant="primary" block icon={RefreshCw} onClick={() => void ask()}>
            {t('card.again')}
          </Button>
        )
      }
    >
      {token === undefined && asked === 'loading' && <Skeleton rows={4} />}
      {token === undefined && asked === 'missing' && (
        <EmptyState title={t('card.none')}>{t('card.noneNext')}</EmptyState>
      )}
      {token !== undefined && (
        <Stack>
          <QrCode text={`${location.origin}${cardPath(token)}`} label={t('card.qr')} />
          <div>
            <p className={styles.cardName}>{me.name}</p>
            <p className={styles.cardLine}>
              {[t(`role.${role}.name`), village && titleName(village)].filter(Boolean).join(', ')}
            </p>
            <p className={styles.cardLine}>{t('card.today', { day: format.weekday(today) })}</p>
          </div>
          <Notice kind="info" title={t('card.promise')} />
        </Stack>
      )}
    </Page>
  );
}

type Cards = readonly { readonly day: string; readonly token: string }[];

function useTodaysCard(today: string) {
  const { store } = usePhone();
  const api = useTeamApi();
  const [kept, setKept] = useState<Cards>([]);
  const [fresh, setFresh] = useState<Cards>();
  const ask = useCallback(async (): Promise<Cards> => {
    const reply = await api.cards();
    if (reply.kind !== 'ok') return [];
    await store.settings.set('cards', reply.value.cards);
    return reply.value.cards;
  }, [api, store]);
  useEffect(() => {
    let left = false;
    void store.settings.get('cards').then((cards) => !left && setKept(cards ?? []));
    void ask().then((cards) => !left && setFresh(cards));
    return () => {
      left = true;
    };
  }, [ask, store]);
  const token = [...(fresh ?? []), ...kept].find(({ day }) => day === today)?.token;
  const asked: 'loading' | 'here' | 'missing' = token !== undefined ? 'here' : fresh ? 'missing' : 'loading';
  return { token, asked, ask: () => ask().then(setFresh) };
}
