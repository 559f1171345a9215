import { useEffect, useState, useSyncExternalStore } from 'react';
import { Volume2, VolumeX } from 'lucide-react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';

const speech = (): SpeechSynthesis | undefined => ('speechSynthesis' in window ? window.speechSynthesis : undefined);

// Voices load after the page, and Chromium's event carries none: each listener reads the list again.
function onVoices(listener: () => void): () => void {
  const of = speech();
  of?.addEventListener('voiceschanged', listener);
  return () => of?.removeEventListener('voiceschanged', listener);
}

// Cached, because reading the voices is slow on a cheap phone.
let voices: Map<string, SpeechSynthesisVoice | undefined> | undefined;

function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  if (!voices) speech()?.addEventListener('voiceschanged', () => voices?.clear()); // before other listeners
  voices ??= new Map();
  if (!voices.has(language))
    voices.set(
      language,
      speech()
        ?.getVoices()
        .find(({ lang }) => lang.toLowerCase().replace('_', '-').startsWith(language)),
    );
  return voices.get(language);
}

/** Reads the question to somebody who does not read easily. Hidden on phones without a voice for the language. */
export function ReadAloud({ text }: { text: string }) {
  const { t } = useTranslation('survey');
  const { language } = useLanguage();
  const voice = useSyncExternalStore(
    onVoices,
    () => voiceFor(language),
    () => undefined,
  );
  const [reading, setReading] = useState(false);
  useEffect(() => () => speech()?.cancel(), [text]);
  if (!voice) return null;

  const toggle = () => {
    const of = speech();
    of?.cancel();
    if (reading) return setReading(false);
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.rate = 0.9; // a little slower than normal: questions need thought
    spoken.onend = () => setReading(false);
    spoken.onerror = () => setReading(false);
    of?.speak(spoken);
    setReading(true);
  };
  return (
    <Button variant="quiet" icon={reading ? VolumeX : Volume2} aria-pressed={reading} onClick={toggle}>
      {t(reading ? 'question.stopReading' : 'question.readAloud')}
    </Button>
  );
}
