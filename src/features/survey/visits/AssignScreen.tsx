import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { workloadByMember, type MemberWorkload } from '../../../domain/work/workload.ts';
import { titleName } from '../../../domain/access/area.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { usePhone, useToday, useWholeHouseholdList } from '../../../phone/hooks.ts';
import { useInSteps } from '../../../phone/in-steps.ts';
import type { HouseholdEntry } from '../../../domain/search/household-index.ts';
import { EmptyState, List, ListRow, Page, Skeleton, Stack, StatusChip } from '../../../ui/index.ts';
import { HouseholdMissing } from '../notices/HouseholdMissing.tsx';
import { addressesBelow } from '../../../phone/addresses.ts';
import { useVillage } from '../use-household.ts';
import { AssignHouseholds } from './AssignHouseholds.tsx';
import { nobody, useMemberNames } from './use-member-names.ts';

/**
 * The lead's view of who looks after which households and who is behind; from a row to that member's households, to
 * give them on.
 */
export function AssignScreen() {
  const { t } = useTranslation('common');
  const households = useWholeHouseholdList(useVillage());
  const [params] = useSearchParams();
  const of = params.get('of');
  if (households.state === 'failed') return <HouseholdMissing state="failed" />;
  if (households.state === 'loading')
    return (
      <Page title={t('product')}>
        <Skeleton rows={5} />
      </Page>
    );
  if (of === null) return <Team households={households.value.byAddress} />;
  const own = households.value.byAddress.filter(({ household }) => (household.responsible ?? nobody) === of);
  return <AssignHouseholds key={of} from={of} households={own} />;
}

const nothing: readonly MemberWorkload[] = [];

function Team({ households }: { households: readonly HouseholdEntry[] }) {
  const { t } = useTranslation(['visits', 'survey']);
  const { basePath, me, village } = usePhone();
  const today = useToday();
  const nameOf = useMemberNames();
  const steps = useMemo(() => {
    const team = (me.team ?? []).map(({ account }) => account);
    return () => workloadByMember(team, households, today);
  }, [me.team, households, today]);
  const care = useInSteps(steps)?.value ?? nothing;
  const paths = addressesBelow(basePath);
  const shown = care.filter(({ account, householdCount }) => account !== undefined || householdCount > 0);
  return (
    <Page
      title={t('assign.title')}
      context={village && titleName(village)}
      back={{ href: paths.today }}
      intro={<p>{t('assign.intro')}</p>}
    >
      <Stack gap="l">
        {households.length === 0 && (
          <EmptyState title={t('survey:today.empty.title')}>{t('survey:today.empty.next')}</EmptyState>
        )}
        <List label={t('assign.title')}>
          {shown.map((one) => (
            <ListRow
              key={one.account ?? nobody}
              {...(one.householdCount > 0 && { href: `${paths.assign}?of=${one.account ?? nobody}` })}
              title={nameOf(one.account)}
              meta={<CareWords care={one} />}
              {...(one.householdCount > 0 && {
                trailing: (
                  <StatusChip
                    kind={one.account === undefined ? 'waiting' : one.asked === one.householdCount ? 'done' : 'todo'}
                  >
                    {t('assign.left', { count: one.householdCount - one.asked })}
                  </StatusChip>
                ),
              })}
            />
          ))}
        </List>
      </Stack>
    </Page>
  );
}

function CareWords({ care: { householdCount, asked, promised, rechecks } }: { care: MemberWorkload }) {
  const { t } = useTranslation('visits');
  if (householdCount === 0) return t('assign.noHouseholds');
  return [
    t('assign.asked', { done: asked, all: householdCount }),
    promised > 0 && t('assign.promised', { count: promised }),
    rechecks > 0 && t('assign.rechecks', { count: rechecks }),
  ]
    .filter(Boolean)
    .join(' · ');
}
