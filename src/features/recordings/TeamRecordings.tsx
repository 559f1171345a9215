import { useCallback, useEffect, useState } from 'react';
import { Check, RefreshCw, Volume2, X } from 'lucide-react';
import { roleRules } from '../../domain/access/roles.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import type { RecordingsResponse } from '../../protocol/recording.ts';
import { useObservable, usePhone } from '../../phone/hooks.ts';
import { refusalIn, useRefusalWords, type Refusal } from '../../phone/refusal.ts';
import {
  Button,
  Card,
  ConfirmDialog,
  Notice,
  Section,
  Skeleton,
  Stack,
  StatusChip,
  type StatusKind,
} from '../../ui/index.ts';
import { fromBase64 } from './bytes.ts';
import { play } from './play.ts';
import { RecordingFacts } from './RecordingFacts.tsx';
import { useRecordingsApi } from './use-recordings-api.ts';
import { useSentences } from './use-sentences.ts';

type Listed = RecordingsResponse['recordings'][number];
type Fetched =
  | { readonly kind: 'loading' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'here'; readonly recordings: readonly Listed[] };

const chips: Record<Listed['state'], StatusKind> = {
  coming: 'todo',
  waiting: 'waiting',
  approved: 'done',
  refused: 'todo',
};

/** The village's recordings on the server; the lead listens to each and decides. */
export function TeamRecordings({ village }: { village: Uuid }) {
  const { t } = useTranslation(['audio', 'guides']);
  const { me, recordings } = usePhone();
  const left = useObservable(recordings.state).kept.length;
  const api = useRecordingsApi();
  const [fetched, setFetched] = useState<Fetched>({ kind: 'loading' });
  const refused = useRefusalWords();
  const [failed, setFailed] = useState<Refusal>();
  const [unwanted, setUnwanted] = useState<Listed>();
  const here = fetched.kind === 'here' ? fetched.recordings : [];
  const sentenceOf = useSentences(here);
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

  const again = async (): Promise<void> => {
    setFetched({ kind: 'loading' });
    setFetched(await load());
  };
  const hear = async (id: Uuid): Promise<void> => {
    const reply = await api.hear(id);
    setFailed(refusalIn(reply));
    if (reply.kind === 'ok') await play(new Blob([fromBase64(reply.value.data)], { type: reply.value.type }));
  };
  const judge = async (id: Uuid, approve: boolean): Promise<void> => {
    setUnwanted(undefined);
    const reply = await api.judge(id, approve);
    setFailed(refusalIn(reply));
    if (reply.kind === 'ok') setFetched(await load());
  };

  return (
    <Section title={t('audio:team')}>
      {fetched.kind === 'loading' && <Skeleton rows={2} />}
      {fetched.kind === 'offline' && (
        <Notice
          kind="offline"
          title={t('audio:offline')}
          action={
            <Button icon={RefreshCw} onClick={() => void again()}>
              {t('audio:tryAgain')}
            </Button>
          }
        />
      )}
      {fetched.kind === 'here' && here.length === 0 && <p>{t('audio:none')}</p>}
      <Stack gap="s">
        {failed && <Notice title={t('audio:notDone')} {...refused(failed)} announce />}
        {here.map((one) => (
          <Card
            key={one.id}
            level={3}
            title={sentenceOf(one) ?? t(`guides:catalogue.${one.guide as 'etax-mobile'}.title`)}
          >
            <Stack gap="s">
              <RecordingFacts recording={one} />
              <p>
                <StatusChip kind={chips[one.state]}>{t(`audio:state.${one.state}`)}</StatusChip>
              </p>
              {(one.state === 'waiting' || one.state === 'approved') && (
                <Button block icon={Volume2} onClick={() => void hear(one.id)}>
                  {t('audio:listen')}
                </Button>
              )}
              {mayJudge && one.state === 'waiting' && (
                <Button block icon={Check} onClick={() => void judge(one.id, true)}>
                  {t('audio:approve')}
                </Button>
              )}
              {mayJudge && (one.state === 'waiting' || one.state === 'approved') && (
                <Button block icon={X} onClick={() => setUnwanted(one)}>
                  {t(one.state === 'waiting' ? 'audio:refuse' : 'audio:takeBack')}
                </Button>
              )}
            </Stack>
          </Card>
        ))}
      </Stack>
      <ConfirmDialog
        open={unwanted !== undefined}
        title={t('audio:refuseSure')}
        confirm={t('audio:refuseYes')}
        danger
        onConfirm={() => unwanted && void judge(unwanted.id, false)}
        onCancel={() => setUnwanted(undefined)}
      >
        <p>{t('audio:refuseWhat')}</p>
      </ConfirmDialog>
    </Section>
  );
}
