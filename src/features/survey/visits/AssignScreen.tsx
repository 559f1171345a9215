import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { careOf, type Care } from '../../../domain/care.ts';
import { titleName } from '../../../domain/area.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useHouseholds, usePhone, useToday, type PhoneHousehold } from '../../../sync/react.ts';
import { EmptyState, List, ListRow, Page, Skeleton, Stack, StatusChip } from '../../../ui/index.ts';
import { HomeMissing } from '../HomeMissing.tsx';
import { surveyPaths } from '../paths.ts';
import { useVillage } from '../use-survey.ts';
import { GiveHomes } from './GiveHomes.tsx';
import { nobody, useMemberNames } from './use-member-names.ts';
import { useVisits } from './use-visits.ts';

/** The lead's view of who looks after which homes and who is behind; from a row to that member's homes, to give them on. */
export function AssignScreen() {
  const { t } = useTranslation('common');
  const households = useHouseholds(useVillage());
  const [params] = useSearchParams();
  const of = params.get('of');
  if (households.state === 'failed') return <HomeMissing state="failed" />;
  if (households.state === 'loading') return <Page title={t('product')}><Skeleton rows={5} /></Page>;
  if (of === null) return <Team households={households.value} />;
  const homes = households.value.filter(({ responsible }) => (responsible ?? nobody) === of);
  return <GiveHomes key={of} from={of} homes={homes} />;
}

function Team({ households }: { households: readonly PhoneHousehold[] }) {
  const { t } = useTranslation(['visits', 'survey']);
  const { home, me, village } = usePhone();
  const today = useToday();
  const visits = useVisits();
  const nameOf = useMemberNames();
  const care = useMemo(() => careOf((me.team ?? []).map(({ account }) => account), households, visits, today), [me.team, households, visits, today]);
  const paths = surveyPaths(home);
  const shown = care.filter(({ account, homes }) => account !== undefined || homes > 0);
  return (
    <Page title={t('assign.title')} context={village && titleName(village)} back={{ href: paths.today }} intro={<p>{t('assign.intro')}</p>}>
      <Stack gap="l">
        {households.length === 0 && <EmptyState title={t('survey:today.empty.title')}>{t('survey:today.empty.next')}</EmptyState>}
        <List label={t('assign.title')}>
          {shown.map((one) => (
            <ListRow
              key={one.account ?? nobody}
              {...(one.homes > 0 && { href: `${paths.assign}?of=${one.account ?? nobody}` })}
              title={nameOf(one.account)}
              meta={<CareWords care={one} />}
              {...(one.homes > 0 && { trailing: <StatusChip kind={one.account === undefined ? 'waiting' : one.asked === one.homes ? 'done' : 'todo'}>{t('assign.left', { count: one.homes - one.asked })}</StatusChip> })}
            />
          ))}
        </List>
      </Stack>
    </Page>
  );
}

function CareWords({ care: { homes, asked, promised, rechecks } }: { care: Care }) {
  const { t } = useTranslation('visits');
  if (homes === 0) return t('assign.noHomes');
  return [t('assign.asked', { done: asked, all: homes }), promised > 0 && t('assign.promised', { count: promised }), rechecks > 0 && t('assign.rechecks', { count: rechecks })].filter(Boolean).join(' · ');
}
