import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Send } from 'lucide-react';
import { useLanguage } from '../../i18n/index.ts';
import type { KeptRecording } from '../../store/index.ts';
import { usePhone } from '../../sync/react.ts';
import { Button, List, ListRow, Section, Stack } from '../../ui/index.ts';
import { sendRecording, type Sent } from './send-recording.ts';
import { useRecordingsApi } from './use-recordings-api.ts';

/** Sound is heavy: by itself it goes over Wi-Fi only, and only where the browser is sure (the rest of iOS and Firefox ask). */
const onWifi = (): boolean => (navigator as { connection?: { type?: string } }).connection?.type === 'wifi';

type Going = { readonly kind: 'idle' } | { readonly kind: 'going'; readonly share: number } | { readonly kind: 'over'; readonly how: Sent };

/** What was recorded here and has not reached the server. */
export function MyRecordings() {
  const { t } = useTranslation('audio');
  const { format } = useLanguage();
  const { store } = usePhone();
  const api = useRecordingsApi();
  const [kept, setKept] = useState<readonly KeptRecording[]>([]);
  const [going, setGoing] = useState<Going>({ kind: 'idle' });

  const send = useCallback(async (): Promise<void> => {
    for (const one of await store.recordings.list()) {
      setGoing({ kind: 'going', share: 0 });
      const how = await sendRecording(api, one, (share) => setGoing({ kind: 'going', share }));
      setGoing({ kind: 'over', how });
      if (how !== 'sent') break;
      await store.recordings.remove(one.recording.id);
      setKept(await store.recordings.list());
    }
  }, [api, store]);

  useEffect(() => {
    let left = false;
    void store.recordings.list().then((list) => {
      if (left) return;
      setKept(list);
      if (list.length > 0 && onWifi()) void send();
    });
    return () => {
      left = true;
    };
  }, [store, send]);

  const said = going.kind === 'going' ? t('sending', { percent: format.percent(going.share) }) : going.kind === 'over' ? t(({ sent: 'sent', unreachable: 'unsent', refused: 'refusedHere' } as const)[going.how]) : '';
  if (kept.length === 0 && going.kind === 'idle') return null;
  return (
    <Section title={t('mine')}>
      <Stack gap="s">
        <List>
          {kept.map(({ recording }) => <ListRow key={recording.id} title={t('by', recording)} meta={going.kind === 'idle' ? t('waitsForWifi') : undefined} />)}
        </List>
        <p role="status">{said}</p>
        {kept.length > 0 && <Button block icon={Send} busy={going.kind === 'going' ? said : undefined} onClick={() => void send()}>{t('sendNow')}</Button>}
      </Stack>
    </Section>
  );
}
