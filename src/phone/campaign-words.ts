import { campaignState, type Campaign } from '../domain/campaign/campaign.ts';
import { isOfHouseholds } from '../domain/campaign/topics.ts';
import { useLanguage, useTranslation } from '../i18n/index.ts';
import { useToday } from './hooks.ts';

export interface CampaignWords {
  /** "Người từ 60 tuổi, nhà cần giúp trước" */
  readonly whom: string;
  readonly topic: string;
  /** "Từ 01/12/2026 đến 31/12/2026" */
  readonly days: string;
  readonly state: string;
  /** "12 người", "12 hộ" */
  readonly count: (count: number) => string;
}

/** What a campaign is, in words. Texts: namespace `campaigns`. */
export function useCampaignWords(): (of: Campaign) => CampaignWords {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const today = useToday();
  return (of) => {
    const { topic, whom, from, until, closed } = of;
    const isHouseholds = isOfHouseholds(topic);
    const { ages, clusters } = whom;
    const who =
      ages === undefined
        ? t(isHouseholds ? 'whom.households' : 'whom.people')
        : t(isHouseholds ? `whom.householdsWith.${ages}` : `whom.ages.${ages}`);
    const days = { from: format.day(from), until: format.day(until) };
    return {
      whom: [
        who,
        ...(whom.hardship ? [t('whom.hardship')] : []),
        ...(clusters ? [t('whom.clusters', { clusters: clusters.join(', ') })] : []),
      ].join(', '),
      topic: t(`topic.${topic}`),
      days:
        closed?.how === 'ended' && closed.on < until
          ? t('daysEnded', { ...days, on: format.day(closed.on) })
          : t('days', days),
      state: t(`state.${campaignState(of, today)}`),
      count: (count) => t(isHouseholds ? 'text.households' : 'text.people', { count }),
    };
  };
}
