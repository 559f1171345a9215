import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { Download, Volume2 } from 'lucide-react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import type { PublicRecording } from '../../../protocol/recording.ts';
import { Button, Section, Stack } from '../../../ui/index.ts';
import { useHasVoice } from '../listen/use-speech.ts';
import { addressOf } from '../load/load-page.ts';
import { keepVoices, loadVoices, notKept, soundOf } from './voices-store.ts';

const kilobytes = (recordings: readonly PublicRecording[]): number =>
  Math.ceil(recordings.reduce((bytes, one) => bytes + one.bytes, 0) / 1000);

/**
 * People of the village reading this guide: the step that is shown, by each who read it; and all of them to keep. Where
 * the phone itself cannot read aloud, this says so.
 */
export function Voices() {
  const { t } = useTranslation('reading');
  const { language } = useLanguage();
  const hasVoice = useHasVoice(language);
  const { pathname, hash } = useLocation();
  const [voices, setVoices] = useState<readonly PublicRecording[]>([]);
  const [missing, setMissing] = useState<readonly PublicRecording[]>([]);
  const [failed, setFailed] = useState(false);
  const playing = useRef<HTMLAudioElement>(undefined);

  useEffect(() => {
    let left = false;
    const address = addressOf(pathname);
    void loadVoices().then(async (all) => {
      const here = all.filter((one) => 'id' in address && one.guide === address.id);
      const absent = await notKept(here);
      if (left) return;
      setVoices(here);
      setMissing(absent);
    });
    return () => {
      left = true;
    };
  }, [pathname]);
  // Another step: what was being read is no longer there.
  useEffect(() => () => playing.current?.pause(), [pathname, hash]);

  if (voices.length === 0) return hasVoice === false ? <p>{t('voices.noVoice')}</p> : null;
  const of = hash.startsWith('#step-') ? document.querySelector<HTMLElement>(hash)?.dataset['of'] : undefined;
  const here = voices.filter(({ part, step }) => `${part}/${step}` === of);
  const hear = async (one: PublicRecording): Promise<void> => {
    playing.current?.pause();
    setFailed(false);
    try {
      const url = URL.createObjectURL(await soundOf(one));
      playing.current = new Audio(url);
      playing.current.addEventListener('ended', () => URL.revokeObjectURL(url), { once: true });
      await playing.current.play();
    } catch (error) {
      console.info(error);
      setFailed(true);
    }
  };
  const keep = async (): Promise<void> => {
    setFailed(!(await keepVoices(missing)));
    setMissing(await notKept(voices));
  };
  return (
    <Section title={t('voices.heading')}>
      <Stack gap="s">
        {hasVoice === false && <p>{t('voices.instead')}</p>}
        {here.map((one) => (
          <Button key={one.sha256} block icon={Volume2} onClick={() => void hear(one)}>
            {t('voices.play', one)}
          </Button>
        ))}
        {missing.length > 0 && (
          <Button block icon={Download} onClick={() => void keep()}>
            {t('voices.keep', { size: kilobytes(missing) })}
          </Button>
        )}
        <p role="status">{failed ? t('voices.failed') : missing.length === 0 && t('voices.kept')}</p>
      </Stack>
    </Section>
  );
}
