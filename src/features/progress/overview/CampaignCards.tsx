import { Flag } from 'lucide-react';
import { meantOf, moreOf, wantedOf } from '../../../domain/campaign/count.ts';
import { isOfHouseholds } from '../../../domain/campaign/topics.ts';
import { useLanguage, useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useCampaignWords } from '../../../phone/campaign-words.ts';
import { usePhone } from '../../../phone/hooks.ts';
import { Card, LinkButton, ProgressMeter, Section, Stack } from '../../../ui/index.ts';
import type { VillageFigures } from '../village/use-village-progress.ts';

type Counted = VillageFigures['campaigns'];

/** The commune's campaigns that run in the village: how far it is, and the way to the households that are left. */
export function CampaignCards({ campaigns }: { campaigns: Counted }) {
  const { t } = useTranslation('campaigns');
  if (campaigns.length === 0) return null;
  return (
    <Section title={t('card.title')}>
      <Stack>
        {campaigns.map((of) => (
          <CampaignCard key={of.campaign.id} {...of} />
        ))}
      </Stack>
    </Section>
  );
}

function CampaignCard({ campaign, count: figures }: Counted[number]) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const { basePath } = usePhone();
  const { whom, topic, count } = useCampaignWords()(campaign);
  const { start, now } = figures;
  const meant = meantOf(now);
  const more = moreOf(figures);
  const wanted = wantedOf(campaign.share, meant);
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
            text={t(isOfHouseholds(campaign.topic) ? 'card.households' : 'card.people', { met: now.met, meant })}
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
        {now.notMet + now.unknown > 0 && (
          <LinkButton href={addressesBelow(basePath).campaignHouseholds(campaign.id)}>{t('card.see')}</LinkButton>
        )}
      </Stack>
    </Card>
  );
}
