import { RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { titleName } from '../../../domain/access/area.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { dayOf } from '../../../lib/day.ts';
import { cardPath, minuteOf, type CardsResponse } from '../../../protocol/accounts/card.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useToday } from '../../../phone/hooks.ts';
import { Button, EmptyState, Notice, Page, QrCode, Skeleton, Stack } from '../../../ui/index.ts';
import { cardToken } from './card-token.ts';
import styles from '../team.module.css';
import { useTeamApi } from '../use-team-api.ts';

/**
 * "Thẻ tổ viên": a big QR code that a resident's camera opens (src/server/card). The code changes with each
 * minute, so that a picture of it is of no use. A phone keeps the keys of a week, so it has the card without a network
 * too; whether it is good, the server tells the resident.
 */
export function CardScreen() {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const { me, role, village, basePath } = usePhone();
  const today = useToday();
  const { token, asked, ask } = useToken();
  return (
    <Page
      title={t('card.title')}
      back={{ href: addressesBelow(basePath).settings }}
      intro={t('card.intro')}
      places="hide"
      action={
        asked === 'missing' && (
          <Button variant="primary" block icon={RefreshCw} onClick={() => void ask()}>
            {t('card.again')}
          </Button>
        )
      }
    >
      {token === undefined && asked !== 'missing' && <Skeleton rows={4} />}
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

/** The token of this minute; undefined while the phone has no key of this day. */
function useToken() {
  const { store, calendar } = usePhone();
  const api = useTeamApi();
  const [kept, setKept] = useState<CardsResponse>();
  const [fresh, setFresh] = useState<CardsResponse | 'none'>();
  const [token, setToken] = useState<string>();
  const minute = useMinute();
  const ask = useCallback(async (): Promise<CardsResponse | 'none'> => {
    const reply = await api.cards();
    if (reply.kind !== 'ok') return 'none';
    await store.settings.set('cardKeys', reply.value);
    return reply.value;
  }, [api, store]);
  useEffect(() => {
    let left = false;
    void store.settings.get('cardKeys').then((cards) => !left && setKept(cards));
    void ask().then((cards) => !left && setFresh(cards));
    return () => {
      left = true;
    };
  }, [ask, store]);
  const today = dayOf(calendar.now());
  const cards = [fresh === 'none' ? undefined : fresh, kept].find((one) => one?.cards.some(({ day }) => day === today));
  const key = cards?.cards.find(({ day }) => day === today)?.key;
  const device = cards?.device;
  useEffect(() => {
    let left = false;
    if (key !== undefined && device !== undefined)
      void cardToken(device, key, minute).then((made) => !left && setToken(made));
    return () => {
      left = true;
    };
  }, [device, key, minute]);
  const asked: 'loading' | 'here' | 'missing' = key !== undefined ? 'here' : fresh ? 'missing' : 'loading';
  return { token: key === undefined ? undefined : token, asked, ask: () => ask().then(setFresh) };
}

/** The minute it really is, however wrong this phone's clock. */
function useMinute(): number {
  const { calendar } = usePhone();
  return useSyncExternalStore(everySecond, () => minuteOf(calendar.now()));
}

function everySecond(listener: () => void): () => void {
  const id = setInterval(listener, 1000);
  return () => clearInterval(id);
}
