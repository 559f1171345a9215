import { useState } from 'react';
import { Send, Trash2 } from 'lucide-react';
import type { Recording } from '../../domain/guide/recording.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { useObservable, usePhone } from '../../phone/hooks.ts';
import { Button, Card, ConfirmDialog, Section, Stack } from '../../ui/index.ts';
import { RecordingFacts } from './RecordingFacts.tsx';
import { useSentences } from './use-sentences.ts';

const words = { sent: 'sent', paused: 'paused', unreachable: 'unsent', refused: 'refusedHere' } as const;

/** What was recorded here and has not reached the server. */
export function MyRecordings() {
  const { t } = useTranslation(['audio', 'guides']);
  const { format } = useLanguage();
  const { recordings, store } = usePhone();
  const { kept, share, last } = useObservable(recordings.state);
  const sentenceOf = useSentences(kept);
  const [unwanted, setUnwanted] = useState<Recording>();
  const going = share !== undefined;
  const said = going ? t('audio:sending', { percent: format.percent(share) }) : last ? t(`audio:${words[last]}`) : '';
  if (kept.length === 0) return last ? <p role="status">{said}</p> : null;
  const waits = !going && (last === undefined || last === 'sent');
  const remove = async ({ id }: Recording): Promise<void> => {
    await store.recordings.remove(id);
    setUnwanted(undefined);
    recordings.wake();
  };
  return (
    <Section title={t('audio:mine')}>
      <Stack gap="s">
        {kept.map((recording) => (
          <Card
            key={recording.id}
            level={3}
            title={sentenceOf(recording) ?? t(`guides:catalogue.${recording.guide as 'etax-mobile'}.title`)}
          >
            <Stack gap="s">
              <RecordingFacts recording={recording} />
              {!going && (
                <Button block icon={Trash2} onClick={() => setUnwanted(recording)}>
                  {t('audio:remove')}
                </Button>
              )}
            </Stack>
          </Card>
        ))}
        <p role="status">{waits ? t('audio:waitsForWifi') : said}</p>
        <Button block icon={Send} busy={going ? said : undefined} onClick={() => void recordings.sendNow()}>
          {t('audio:sendNow')}
        </Button>
      </Stack>
      <ConfirmDialog
        open={unwanted !== undefined}
        title={t('audio:removeSure')}
        confirm={t('audio:remove')}
        danger
        onConfirm={() => unwanted && void remove(unwanted)}
        onCancel={() => setUnwanted(undefined)}
      >
        <p>{t('audio:removeWhat')}</p>
      </ConfirmDialog>
    </Section>
  );
}
