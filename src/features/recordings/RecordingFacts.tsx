import type { Recording } from '../../domain/guide/recording.ts';
import { useTranslation } from '../../i18n/index.ts';

/** Who reads, in which language, and out of which guide. */
export function RecordingFacts({ recording }: { recording: Pick<Recording, 'guide' | 'speaker' | 'language'> }) {
  const { t } = useTranslation(['audio', 'guides']);
  return (
    <div>
      <p>{t('audio:by', recording)}</p>
      <p>{t('audio:from', { guide: t(`guides:catalogue.${recording.guide as 'etax-mobile'}.title`) })}</p>
    </div>
  );
}
