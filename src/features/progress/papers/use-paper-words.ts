import { useMemo } from 'react';
import { sessionActions } from '../../../domain/visits/session.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { useGuideTitle } from '../village/use-guide-title.ts';
import type { PaperWords } from './paper-words.ts';

/** What papers and the screens about activity are written with, in the language of the phone. */
export function usePaperWords(): PaperWords {
  const { t } = useTranslation(['papers', 'progress']);
  const { t: progress } = useTranslation('progress');
  const { t: visits } = useTranslation('visits');
  const { format } = useLanguage();
  const guideTitle = useGuideTitle();
  return useMemo(
    () => ({
      t,
      progress,
      format,
      service: (id) => {
        const action = sessionActions.find((one) => one === id);
        return action ? visits(`action.${action}.title`) : guideTitle(id);
      },
    }),
    [t, progress, visits, format, guideTitle],
  );
}
