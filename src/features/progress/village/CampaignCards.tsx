import { useMemo } from 'react';
import { Flag } from 'lucide-react';
import type { Campaign } from '../../../domain/campaign/campaign.ts';
import { countCampaign, meantOf, moreOf, wantedOf } from '../../../domain/campaign/count.ts';
import type { Household } from '../../../domain/people/village.ts';
import type { Day } from '../../../lib/day.ts';
import type { Uuid } from '../../../lib/ids.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useCampaignWords } from '../../../phone/campaign-words.ts';
import { useRunningCampaigns } from '../../../phone/campaigns.ts';
import { useHouseholds, usePhone } from '../../../phone/hooks.ts';
import { Card, LinkButton, ProgressMeter, Section, Stack } from '../../../ui/index.ts';

/** The commune's campaigns that run in the village: how far it is, and the way to the households that are left. */
export function CampaignCards({ village, today }: { village: Uuid; today: Day }) {
  const { t } = useTranslation('campaigns');
  const campaigns = useRunningCampaigns();
  const households = useHouseholds(village);
  if (campaigns.length === 0 || households.state !== 'ready') return null;
  return (
    <Section title={t('card.title')}>
      <Stack>
        {campaigns.map((campaign) => (
          <CampaignCard key={campaign.id} campaign={campaign} households={households.value} today={today} />
        ))}
      </Stack>
    </Section>
  );
}

interface CampaignCardProps {
  readonly campaign: Campaign;
  readonly households: readonly Household[];
  readonly today: Day;
}

function CampaignCard({ campaign, households, today }: CampaignCardProps) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const { basePath } = usePhone();
  const { whom, topic, count } = useCampaignWords()(campaign);
  const figures = useMemo(() => countCampaign(campaign, households, today), [campaign, households, today]);
  const { start, now } = figures;
  const meant = meantOf(now);
  const more = moreOf(figures);
  const wanted = wantedOf(campaign.share, meant);
  const left = now.notMet + now.unknown;
  return (
    <Card title={campaign.name} icon={Flag} level={3}>
      <Stack>
        {meant === 0 ? (
          <p>{t('card.nobody')}</p>
        ) : (
          <ProgressMeter
            label={`${topic}. ${whom}.`}
            value={now.met}
            max={meant}
            unit={count(meant).replace(/^\S+ /, '')}
            target={{
              value: wanted,
              label: t('card.target', { share: format.percent(campaign.share), wanted: count(wanted) }),
            }}
            note={[
              t('card.start', { met: count(start.met) }),
              ...(more > 0 ? [t('card.more', { count: more })] : []),
              ...(now.notMet > 0 ? [t('card.left', { count: now.notMet })] : []),
              ...(now.unknown > 0 ? [t('card.unknown', { count: now.unknown })] : []),
              ...(now.met >= wanted ? [t('card.reached')] : []),
              t('card.until', { day: format.day(campaign.until) }),
            ].join(' ')}
          />
        )}
        {left > 0 && (
          <LinkButton href={addressesBelow(basePath).campaignHouseholds(campaign.id)}>{t('card.see')}</LinkButton>
        )}
      </Stack>
    </Card>
  );
}
