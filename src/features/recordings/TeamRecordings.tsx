import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Check, Volume2, X } from 'lucide-react';
import { roleRules } from '../../domain/roles.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { RecordingsResponse } from '../../protocol/recording.ts';
import { useObservable, usePhone } from '../../sync/react.ts';
import { Button, Card, Section, Skeleton, Stack } from '../../ui/index.ts';
import { fromBase64 } from './bytes.ts';
import { play } from './play.ts';
import { useRecordingsApi } from './use-recordings-api.ts';

type Listed = RecordingsResponse['recordings'][number];
type Fetched = { readonly kind: 'loading' } | { readonly kind: 'offline' } | { readonly kind: 'here'; readonly recordings: readonly Listed[] };

/** The village's recordings on the server; the lead hears each and decides. */
export function TeamRecordings({ village }: { village: Uuid }) {
  const { t } = useTranslation(['audio', 'guides']);
  const { me, recordings } = usePhone();
  const left = useObservable(recordings.state).kept.length;
  const api = useRecordingsApi();
  const [fetched, setFetched] = useState<Fetched>({ kind: 'loading' });
  const mayJudge = me.grants.some(({ role }) => roleRules[role].may.includes('judgeAudio'));
  const load = useCallback(async (): Promise<Fetched> => {
    const reply = await api.list(village);
    return reply.kind === 'ok' ? { kind: 'here', recordings: reply.value.recordings } : { kind: 'offline' };
  }, [api, village]);
  useEffect(() => {
    let gone = false;
    void load().then((now) => !gone && setFetched(now));
    return () => {
      gone = true;
    };
  }, [load, left]); // again when one of this phone's has just arrived

  const hear = async (id: Uuid): Promise<void> => {
    const reply = await api.hear(id);
    if (reply.kind === 'ok') await play(new Blob([fromBase64(reply.value.data)], { type: reply.value.type }));
  };
  const judge = async (id: Uuid, approve: boolean): Promise<void> => {
    await api.judge(id, approve);
    setFetched(await load());
  };

  return (
    <Section title={t('audio:team')}>
      {fetched.kind === 'loading' && <Skeleton rows={2} />}
      {fetched.kind === 'offline' && <p>{t('audio:offline')}</p>}
      {fetched.kind === 'here' && fetched.recordings.length === 0 && <p>{t('audio:none')}</p>}
      {fetched.kind === 'here' && (
        <Stack gap="s">
          {fetched.recordings.map((one) => (
            <Card key={one.id} level={3} title={t('audio:by', one)}>
              <p>{t(`guides:catalogue.${one.guide as 'etax-mobile'}.title`)} · <b>{t(`audio:state.${one.state}`)}</b></p>
              {(one.state === 'waiting' || one.state === 'approved') && (
                <Stack gap="s">
                  <Button block icon={Volume2} onClick={() => void hear(one.id)}>{t('audio:hear')}</Button>
                  {mayJudge && one.state === 'waiting' && <Button block icon={Check} onClick={() => void judge(one.id, true)}>{t('audio:approve')}</Button>}
                  {mayJudge && <Button block icon={X} onClick={() => void judge(one.id, false)}>{t(one.state === 'waiting' ? 'audio:refuse' : 'audio:takeBack')}</Button>}
                </Stack>
              )}
            </Card>
          ))}
        </Stack>
      )}
    </Section>
  );
}
