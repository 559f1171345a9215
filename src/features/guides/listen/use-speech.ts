import { useCallback, useEffect, useState } from 'react';
import type { Language } from '../../../i18n/index.ts';

export interface Speech {
  readonly speaking: boolean;
  readonly speak: (text: string) => void;
  readonly stop: () => void;
}

// A little slower than a newsreader: the step is heard and done at the same time.
const rate = 0.9;
const spoken: Record<Language, string> = { vi: 'vi', en: 'en', rad: 'vi' };

const voiceFor = (language: Language): SpeechSynthesisVoice | undefined =>
  globalThis.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(spoken[language]));

// Chrome lists its voices some time after the first question: a phone that has none says so only after this time.
const voicesListedAfter = 2000;

/** Whether this phone reads this language aloud; undefined until that is known. */
export function useHasVoice(language: Language): boolean | undefined {
  const [known, setKnown] = useState<{ readonly language: Language; readonly has: boolean }>();
  useEffect(() => {
    const look = (): void => setKnown({ language, has: voiceFor(language) !== undefined });
    const synthesis = globalThis.speechSynthesis;
    const timer = setTimeout(look, voicesListedAfter);
    synthesis?.addEventListener?.('voiceschanged', look);
    return () => {
      clearTimeout(timer);
      synthesis?.removeEventListener?.('voiceschanged', look);
    };
  }, [language]);
  return known?.language === language ? known.has : undefined;
}

/** The browser's own voice for this language; undefined where there is none, then nothing offers to read aloud. */
export function useSpeech(language: Language): Speech | undefined {
  const [voice, setVoice] = useState<SpeechSynthesisVoice>();
  const [speaking, setSpeaking] = useState(false);

  useEffect(() => {
    const synthesis = globalThis.speechSynthesis;
    if (!synthesis) return;
    const look = (): void => setVoice(voiceFor(language));
    look();
    // Chrome lists its voices only some time after the first question. Old WebKit has no such event and lists them at
    // once.
    synthesis.addEventListener?.('voiceschanged', look);
    return () => {
      synthesis.removeEventListener?.('voiceschanged', look);
      synthesis.cancel();
    };
  }, [language]);

  const stop = useCallback(() => {
    globalThis.speechSynthesis.cancel();
    setSpeaking(false);
  }, []);

  const speak = useCallback(
    (text: string) => {
      if (!voice) return;
      const utterance = new SpeechSynthesisUtterance(text);
      Object.assign(utterance, { voice, lang: voice.lang, rate });
      utterance.onend = () => setSpeaking(false);
      utterance.onerror = () => setSpeaking(false);
      globalThis.speechSynthesis.cancel();
      globalThis.speechSynthesis.speak(utterance);
      setSpeaking(true);
    },
    [voice],
  );

  return voice && { speaking, speak, stop };
}
