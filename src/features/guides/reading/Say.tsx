import { CircleStop, Volume2 } from 'lucide-react';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/index.ts';
import type { PieceProps } from '../live/live-piece.ts';
import { useSpeech } from '../listen/use-speech.ts';
import styles from '../listen/listen.module.css';

/** Reads aloud what is written at its place (`data-say`). Not there on a phone without a voice. */
export function Say({ place }: PieceProps) {
  const { t } = useTranslation('common');
  const { language } = useLanguage();
  const speech = useSpeech(language);
  if (!speech) return null;
  const words = place.dataset['say'] ?? '';
  return (
    <button
      type="button"
      className={styles.listen}
      aria-label={`${t('listen.start')}: ${words}`}
      onClick={() => (speech.speaking ? speech.stop() : speech.speak(words))}
    >
      <Icon of={speech.speaking ? CircleStop : Volume2} />
      {t(speech.speaking ? 'listen.stop' : 'listen.start')}
    </button>
  );
}
