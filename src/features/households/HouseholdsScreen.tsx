import { useCallback, useEffect, useMemo, useState } from 'react';
import { FileSpreadsheet, Plus } from 'lucide-react';
import { fullName } from '../../domain/access/area.ts';
import type { Day } from '../../lib/day.ts';
import { createFinder, type HouseholdMatch } from '../../domain/search/find-households.ts';
import type { HouseholdEntry, HouseholdList } from '../../domain/search/household-index.ts';
import { leftIn } from '../../domain/campaign/meant.ts';
import { householdsWishing } from '../../domain/report/team-work.ts';
import { searchTextOf } from '../../domain/search/search-text.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useRunningCampaigns } from '../../phone/campaigns.ts';
import { useHouseholdList, usePhone, useRereadHouseholdList, useToday } from '../../phone/hooks.ts';
import { Button, EmptyState, LinkButton, LongList, Notice, Page, Skeleton, Stack, TextField } from '../../ui/index.ts';
import { Filters, useFilterWords } from './Filters.tsx';
import { HouseholdRow } from './HouseholdRow.tsx';
import { addressesBelow } from '../../phone/addresses.ts';
import { noSearch, useSearch, type Care, type Search } from './search-state.ts';

/**
 * Every household of the village, found by name, house, who looks after it, what is missing and what somebody needs.
 */
export function HouseholdsScreen() {
  const { t } = useTranslation(['households', 'survey']);
  const { basePath, village } = usePhone();
  if (!village) throw new Error('This person has no village whose households they could look for.');
  const paths = addressesBelow(basePath);
  const households = useHouseholdList(village.id);
  const reread = useRereadHouseholdList(village.id);
  return (
    <Page
      title={t('list.titleIn', { place: fullName(village) })}
      back={{ href: paths.today }}
      action={
        <LinkButton variant="primary" block icon={Plus} href={paths.newHousehold}>
          {t('list.add')}
        </LinkButton>
      }
    >
      <Stack gap="l">
        {households.state === 'loading' && <Skeleton rows={6} label={t('list.opening')} />}
        {households.state === 'failed' && (
          <Notice
            kind="error"
            title={t('list.failed.title')}
            next={t('list.failed.next')}
            action={<Button onClick={() => void reread()}>{t('list.failed.again')}</Button>}
          />
        )}
        {households.state === 'ready' &&
          (households.value.isWhole && households.value.byName.length === 0 ? (
            <EmptyBook importHref={paths.importHouseholds} />
          ) : (
            <FoundHouseholds list={households.value} />
          ))}
      </Stack>
    </Page>
  );
}

/** An empty village: its list usually exists as a file. */
function EmptyBook({ importHref }: { importHref: string }) {
  const { t } = useTranslation(['households', 'survey']);
  return (
    <EmptyState
      title={t('list.empty.title')}
      action={
        <LinkButton icon={FileSpreadsheet} href={importHref}>
          {t('survey:householdForm.import')}
        </LinkButton>
      }
    >
      {t('list.empty.next')}
    </EmptyState>
  );
}

function FoundHouseholds({ list }: { list: HouseholdList }) {
  const { t } = useTranslation(['households', 'survey']);
  const phone = usePhone();
  const today = useToday();
  const [search, change] = useSearch(phone);
  const wishing = useWishing(search.gap === 'wishing', list, today);
  const campaign = useCampaignLeft(search.campaign, list, today);
  const found = useFound(list, search, campaign?.households ?? wishing, today);
  const isOpening = !list.isWhole;
  const filters = useFilterWords(search, campaign?.name);
  const isSearch = search.text.trim() !== '' || filters.length > 0;
  // Keyed by position, so that the next letter's result reuses the rows on the screen.
  const row = useCallback(
    (at: number) => <HouseholdRow key={at} match={found[at]!} today={today} pages={phone.basePath} t={t} />,
    [found, today, phone.basePath, t],
  );
  return (
    <Stack>
      <TextField
        type="search"
        label={t('list.search')}
        hint={t('list.searchHint')}
        value={search.text}
        onChange={(text) => change({ text })}
        maxLength={60}
        spellCheck={false}
      />
      <Filters search={search} campaign={campaign?.name} onChange={change} />
      <p role="status">
        {isOpening
          ? t('list.opening')
          : found.length === 0
            ? t('list.none')
            : [t(isSearch ? 'list.found' : 'list.all', { count: found.length }), ...filters].join(' · ')}
      </p>
      {!isOpening && found.length === 0 && (
        <EmptyState
          title={t('list.noneNext')}
          action={<Button onClick={() => change({ ...noSearch, sort: search.sort })}>{t('list.clear')}</Button>}
        >
          {filters.length > 0 ? t('list.filtersOn', { what: filters.join(' · ') }) : undefined}
        </EmptyState>
      )}
      {found.length > 0 && <LongList label={t('list.label')} count={found.length} row={row} isPatient />}
    </Stack>
  );
}

function useFound(
  list: HouseholdList,
  search: Search,
  among: ReadonlySet<Uuid> | undefined,
  today: Day,
): readonly HouseholdMatch[] {
  const { me } = usePhone();
  const [find] = useState(createFinder);
  const { text, care, gap, need, sort } = search;
  const isCared = useMemo(() => care && careOf(care, me.account), [care, me.account]);
  const households = sort === 'name' ? list.byName : list.byAddress;
  useEffect(() => (list.isWhole ? prepareSearch(households) : undefined), [households, list.isWhole]);
  return useMemo(
    () => find(households, { text, gap: gap === 'wishing' ? undefined : gap, need, care: isCared, among }, today),
    [find, households, text, isCared, gap, need, among, today],
  );
}

const noHouseholds: ReadonlySet<Uuid> = new Set();

/** The households where somebody waits to be shown something; undefined: that filter is off. */
function useWishing(isAsked: boolean, { byName }: HouseholdList, today: Day): ReadonlySet<Uuid> | undefined {
  return useMemo(() => (isAsked ? householdsWishing(byName, today) : undefined), [isAsked, byName, today]);
}

/** The households that a running campaign still has to reach, and its name; undefined: that filter is off. */
function useCampaignLeft(
  id: Uuid | undefined,
  { byName }: HouseholdList,
  today: Day,
): { readonly name: string; readonly households: ReadonlySet<Uuid> } | undefined {
  const campaigns = useRunningCampaigns();
  return useMemo(() => {
    if (id === undefined) return undefined;
    const campaign = campaigns.find((one) => one.id === id);
    if (!campaign) return { name: '', households: noHouseholds };
    const left = byName.filter((entry) => leftIn(campaign, entry, today) !== undefined);
    return { name: campaign.name, households: new Set(left.map((entry) => entry.id)) };
  }, [id, campaigns, byName, today]);
}

/** Builds the search text in slices before the first letter is typed. */
function prepareSearch(households: readonly HouseholdEntry[]): () => void {
  const text = searchTextOf(households);
  const step = (): void => {
    if (text.prepare()) next = setTimeout(step);
  };
  let next = setTimeout(step);
  return () => clearTimeout(next);
}

const careOf =
  (care: Care, me: Uuid) =>
  (responsible: Uuid | undefined): boolean => {
    if (care === 'nobody') return responsible === undefined;
    return care === 'mine' ? responsible === me : responsible !== undefined && responsible !== me;
  };
