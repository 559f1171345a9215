import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { CircleStop, Volume2 } from 'lucide-react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/index.ts';
import { useSpeech } from './use-speech.ts';
import styles from './listen.module.css';

/** Reads the page aloud, or the one step that is shown. Draws nothing on a phone without a voice for this language. */
export function Listen() {
  const { t } = useTranslation('common');
  const { language } = useLanguage();
  const { pathname, hash } = useLocation();
  const speech = useSpeech(language);
  const stop = speech?.stop;
  // Stops at another step or page.
  useEffect(() => () => stop?.(), [pathname, hash, stop]);
  if (!speech) return null;
  return (
    <button
      type="button"
      className={styles.listen}
      onClick={() => (speech.speaking ? speech.stop() : speech.speak(wordsShown()))}
    >
      <Icon of={speech.speaking ? CircleStop : Volume2} />
      {t(speech.speaking ? 'listen.stop' : 'listen.start')}
    </button>
  );
}

/**
 * The elements marked for reading: of the open question, else of the step that the address targets, else of the page
 * (title first).
 */
function wordsShown(): string {
  const now = document.querySelectorAll('[data-read="now"]');
  const target = document.querySelector('main :target');
  const marked = target?.querySelectorAll('[data-read]') ?? [];
  const read =
    now.length > 0 ? now : marked.length > 0 ? marked : document.querySelectorAll('main h1, main [data-read="page"]');
  // A full stop makes the voice pause where the eye sees a new line.
  return Array.from(read, (element) => element.textContent.trim().replace(/[^.!?…]$/u, '$&.')).join(' ');
}
