import { useEffect, useState } from 'react';
import { Pencil } from 'lucide-react';
import { useParams } from 'react-router';
import { fullName, titleName } from '../../domain/access/area.ts';
import { roleRules } from '../../domain/access/roles.ts';
import { campaignState, type VersionedCampaign } from '../../domain/campaign/campaign.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useCampaignWords } from '../../phone/campaign-words.ts';
import { useCampaigns, type Campaigns } from '../../phone/campaigns.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { refusalIn, useRefusalWords, type Refusal } from '../../phone/refusal.ts';
import { campaignFigures, type CampaignFigures } from '../../protocol/campaign.ts';
import { EmptyState, Facts, LinkButton, Notice, Page, Skeleton, Stack } from '../../ui/index.ts';
import { CloseCampaign } from './CloseCampaign.tsx';
import { Praise } from './Praise.tsx';
import { Results } from './Results.tsx';

/** One campaign: what it is, how far its villages are; once it has ended, whom to commend and the words for it. */
export function CampaignScreen() {
  const { t } = useTranslation('campaigns');
  const { basePath } = usePhone();
  const { campaign } = useParams();
  const campaigns = useCampaigns();
  const refused = useRefusalWords();
  const found = campaigns.all?.find(({ id }) => id === campaign);
  if (found) return <Found campaign={found} campaigns={campaigns} />;
  return (
    <Page title={t('title')} back={{ href: addressesBelow(basePath).campaigns }}>
      {campaigns.refusal && <Notice announce title={t('one.offline')} {...refused(campaigns.refusal)} />}
      {!campaigns.all && !campaigns.problem && <Skeleton rows={5} />}
      {campaigns.all && <EmptyState title={t('one.gone')}>{t('one.goneNext')}</EmptyState>}
    </Page>
  );
}

function Found({ campaign, campaigns }: { campaign: VersionedCampaign; campaigns: Campaigns }) {
  const { t } = useTranslation('campaigns');
  const { format } = useLanguage();
  const { basePath, me, role } = usePhone();
  const today = useToday();
  const words = useCampaignWords()(campaign);
  const { figures, failed } = useFigures(campaign);
  const refused = useRefusalWords();
  const state = campaignState(campaign, today);
  const paths = addressesBelow(basePath);
  const commune = me.areas.find(({ id }) => id === campaign.area);
  const keeps = roleRules[role].may.includes('keepCampaigns');
  const villages = campaign.villages?.map((id) => me.areas.find((area) => area.id === id)).filter((one) => !!one);
  return (
    <Page
      title={campaign.name}
      context={[...(commune ? [titleName(commune)] : []), words.state].join(' · ')}
      back={{ href: paths.campaigns }}
    >
      <Stack gap="l">
        <Facts
          items={[
            { term: t('one.topic'), detail: words.topic },
            { term: t('one.whom'), detail: words.whom },
            { term: t('one.days'), detail: words.days },
            { term: t('one.villages'), detail: villages?.map(titleName).join(', ') ?? t('one.allVillages') },
            { term: t('one.target'), detail: format.percent(campaign.share) },
          ]}
        />
        {failed && <Notice announce title={t('one.offline')} {...refused(failed)} />}
        {!figures && !failed && <Skeleton rows={4} />}
        {figures && state !== 'withdrawn' && <Results campaign={campaign} figures={figures} />}
        {figures && state === 'ended' && (
          <Praise campaign={campaign} figures={figures} place={commune ? fullName(commune) : ''} />
        )}
        {keeps && (state === 'planned' || state === 'running') && (
          <LinkButton icon={Pencil} href={paths.editCampaign(campaign.id)}>
            {t('edit')}
          </LinkButton>
        )}
        {keeps && <CloseCampaign campaign={campaign} take={campaigns.take} />}
      </Stack>
    </Page>
  );
}

/** What the server counted; asked for again when the campaign has changed. */
function useFigures({ id, version }: VersionedCampaign) {
  const { server } = usePhone();
  const [figures, setFigures] = useState<CampaignFigures>();
  const [failed, setFailed] = useState<Refusal>();
  useEffect(() => {
    let left = false;
    void server.get(`campaigns/figures?id=${id}`, campaignFigures).then((reply) => {
      if (left) return;
      setFailed(refusalIn(reply));
      if (reply.kind === 'ok') setFigures(reply.value);
    });
    return () => {
      left = true;
    };
  }, [server, id, version]);
  return { figures, failed };
}
