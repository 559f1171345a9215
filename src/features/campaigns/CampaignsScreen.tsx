import { Flag, Plus } from 'lucide-react';
import { titleName } from '../../domain/access/area.ts';
import { roleRules } from '../../domain/access/roles.ts';
import { campaignState, inOrder, type CampaignState } from '../../domain/campaign/campaign.ts';
import { useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useCampaignWords } from '../../phone/campaign-words.ts';
import { useCampaigns } from '../../phone/campaigns.ts';
import { usePhone, useToday } from '../../phone/hooks.ts';
import { useRefusalWords } from '../../phone/refusal.ts';
import type { StatusKind } from '../../ui/index.ts';
import { EmptyState, LinkButton, List, ListRow, Notice, Page, Skeleton, Stack, StatusChip } from '../../ui/index.ts';
import { communesOf } from './areas-by-name.ts';

const kinds: Readonly<Record<CampaignState, StatusKind>> = {
  running: 'done',
  planned: 'waiting',
  ended: 'todo',
  withdrawn: 'todo',
};

/** The campaigns of the officer's communes, running ones first; closed ones stay in the list. */
export function CampaignsScreen() {
  const { t } = useTranslation('campaigns');
  const { basePath, role, me } = usePhone();
  const { all, refusal } = useCampaigns();
  const refused = useRefusalWords();
  const today = useToday();
  const words = useCampaignWords();
  const paths = addressesBelow(basePath);
  const keeps = roleRules[role].may.includes('keepCampaigns');
  const communes = communesOf(me);
  return (
    <Page
      title={t('title')}
      {...(communes.length === 1 && { context: titleName(communes[0]!) })}
      intro={<p>{t('intro')}</p>}
      back={{ href: paths.villages() }}
      {...(keeps && {
        action: (
          <LinkButton variant="primary" block icon={Plus} href={paths.newCampaign}>
            {t('new')}
          </LinkButton>
        ),
      })}
    >
      <Stack gap="l">
        {refusal && <Notice title={t('one.offline')} {...refused(refusal)} />}
        {!all && !refusal && <Skeleton rows={4} />}
        {all?.length === 0 && (
          <EmptyState icon={Flag} title={t('none')}>
            {keeps && t('noneNext')}
          </EmptyState>
        )}
        {all && all.length > 0 && (
          <List label={t('title')}>
            {inOrder(all, today).map((one) => {
              const { days, state, whom } = words(one);
              const commune = communes.length > 1 ? me.areas.find(({ id }) => id === one.area) : undefined;
              return (
                <ListRow
                  key={one.id}
                  icon={Flag}
                  href={paths.campaign(one.id)}
                  title={one.name}
                  meta={[...(commune ? [titleName(commune)] : []), whom, days].join(' · ')}
                  trailing={<StatusChip kind={kinds[campaignState(one, today)]}>{state}</StatusChip>}
                />
              );
            })}
          </List>
        )}
      </Stack>
    </Page>
  );
}
