import type { SummarisedWork } from '../../../domain/work/why-visit.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';

/** All reasons to visit a household, most pressing first, in the same words as "Hôm nay". */
export function useWorkWords(): (work: SummarisedWork) => string {
  const { t } = useTranslation('progress');
  const { format } = useLanguage();
  return ({ household, reasons, promised, campaigns, rechecks, socialOnly, wishing }) => {
    const words: Readonly<Record<SummarisedWork['reasons'][number], () => string>> = {
      promised: () => t('visits.promised', { day: promised === undefined ? '' : format.day(promised) }),
      finishSurvey: () => t('visits.finishSurvey'),
      survey: () => t(household.outcome === 'away' && promised === undefined ? 'visits.surveyAway' : 'visits.survey'),
      campaign: () => campaigns.map(({ name }) => name).join(' · '),
      recheck: () => t('visits.recheck', { count: rechecks.length }),
      coach: () =>
        socialOnly.length > 0
          ? t('visits.coach', { count: socialOnly.length })
          : t('visits.wish', { count: wishing.length }),
      askAgain: () => t('visits.askAgain'),
    };
    return reasons.map((reason) => words[reason]()).join(' · ');
  };
}
