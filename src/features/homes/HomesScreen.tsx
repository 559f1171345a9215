import { useCallback, useEffect, useMemo, useState } from 'react';
import { FileSpreadsheet, Plus } from 'lucide-react';
import { fullName } from '../../domain/area.ts';
import type { Day } from '../../domain/day.ts';
import { createFinder, type HomeMatch } from '../../domain/find-homes.ts';
import type { FoundHome, HomesBook } from '../../domain/home-index.ts';
import { openWishes } from '../../domain/report/team-work.ts';
import { searchTextOf } from '../../domain/search-text.ts';
import { householdsOf } from '../../domain/village.ts';
import { visitsOf } from '../../domain/visit.ts';
import { useTranslation } from '../../i18n/index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useHomes, usePhone, useRecords, useRereadHomes, useToday } from '../../sync/react.ts';
import { Button, EmptyState, LinkButton, LongList, Notice, Page, Skeleton, Stack, TextField } from '../../ui/index.ts';
import { Filters, useFilterWords } from './Filters.tsx';
import { HomeRow } from './HomeRow.tsx';
import { homesPaths } from './paths.ts';
import { noSearch, useSearch, type Care, type Search } from './search-state.ts';

/** Every home of the village, found by name, house, who looks after it, what is missing and what somebody needs. */
export function HomesScreen() {
  const { t } = useTranslation(['homes', 'survey']);
  const { home, village } = usePhone();
  if (!village) throw new Error('This person has no village whose homes they could look for.');
  const paths = homesPaths(home);
  const homes = useHomes(village.id);
  const reread = useRereadHomes(village.id);
  return (
    <Page
      title={t('list.titleIn', { place: fullName(village) })}
      back={{ href: paths.today }}
      action={<LinkButton variant="primary" block icon={Plus} href={paths.add}>{t('list.add')}</LinkButton>}
    >
      <Stack gap="l">
        {homes.state === 'loading' && <Skeleton rows={6} label={t('list.opening')} />}
        {homes.state === 'failed' && <Notice kind="error" title={t('list.failed.title')} next={t('list.failed.next')} action={<Button onClick={() => void reread()}>{t('list.failed.again')}</Button>} />}
        {homes.state === 'ready' && (homes.value.isWhole && homes.value.byName.length === 0 ? <EmptyBook importHref={paths.import} /> : <Book book={homes.value} />)}
      </Stack>
    </Page>
  );
}

/** A village's first day: its list is in a file already, more often than not. */
function EmptyBook({ importHref }: { importHref: string }) {
  const { t } = useTranslation(['homes', 'survey']);
  return (
    <EmptyState title={t('list.empty.title')} action={<LinkButton icon={FileSpreadsheet} href={importHref}>{t('survey:householdForm.import')}</LinkButton>}>
      {t('list.empty.next')}
    </EmptyState>
  );
}

function Book({ book }: { book: HomesBook }) {
  const { t } = useTranslation(['homes', 'survey']);
  const phone = usePhone();
  const today = useToday();
  const [search, change] = useSearch(phone);
  const wishing = useWishing(search.gap === 'wishing', today);
  const found = useFound(book, search, wishing.homes, today);
  const isOpening = !book.isWhole || wishing.state === 'loading';
  const filters = useFilterWords(search);
  const isSearch = search.text.trim() !== '' || filters.length > 0;
  // By its place and not by its home: what is found by the next letter is written into the rows that are there.
  const row = useCallback((at: number) => <HomeRow key={at} match={found[at]!} today={today} pages={phone.home} t={t} />, [found, today, phone.home, t]);
  return (
    <Stack>
      <TextField type="search" label={t('list.search')} hint={t('list.searchHint')} value={search.text} onChange={(text) => change({ text })} maxLength={60} spellCheck={false} />
      <Filters search={search} onChange={change} />
      {wishing.state === 'failed' && <Notice kind="error" title={t('list.failed.title')} next={t('list.failed.next')} />}
      <p role="status">{isOpening ? t('list.opening') : found.length === 0 ? t('list.none') : [t(isSearch ? 'list.found' : 'list.all', { count: found.length }), ...filters].join(' · ')}</p>
      {!isOpening && wishing.state !== 'failed' && found.length === 0 && (
        <EmptyState title={t('list.noneNext')} action={<Button onClick={() => change({ ...noSearch, sort: search.sort })}>{t('list.clear')}</Button>}>
          {filters.length > 0 ? t('list.filtersOn', { what: filters.join(' · ') }) : undefined}
        </EmptyState>
      )}
      {found.length > 0 && <LongList label={t('list.label')} count={found.length} row={row} isPatient />}
    </Stack>
  );
}

function useFound(book: HomesBook, search: Search, among: ReadonlySet<Uuid> | undefined, today: Day): readonly HomeMatch[] {
  const { me } = usePhone();
  const [find] = useState(createFinder);
  const { text, care, gap, need, sort } = search;
  const isCared = useMemo(() => care && careOf(care, me.account), [care, me.account]);
  const homes = sort === 'name' ? book.byName : book.byPlace;
  useEffect(() => (book.isWhole ? prepareSearch(homes) : undefined), [homes, book.isWhole]);
  return useMemo(() => find(homes, { text, gap: gap === 'wishing' ? undefined : gap, need, care: isCared, among }, today), [find, homes, text, isCared, gap, need, among, today]);
}

const noHomes: ReadonlySet<Uuid> = new Set();

/** The homes where somebody waits to be shown something. Only while asked for: it takes all records of the village, which a list does without. */
function useWishing(isAsked: boolean, today: Day): { readonly state: 'ready' | 'loading' | 'failed'; readonly homes: ReadonlySet<Uuid> | undefined } {
  const { village } = usePhone();
  const records = useRecords(isAsked ? village?.id : undefined);
  return useMemo(() => {
    if (!isAsked) return { state: 'ready', homes: undefined };
    if (records.state !== 'ready') return { state: records.state, homes: noHomes };
    return { state: 'ready', homes: new Set(openWishes(householdsOf(records.value), visitsOf(records.value), today).keys()) };
  }, [isAsked, records, today]);
}

/** Makes the text that is searched before the first letter comes, a little at a time. */
function prepareSearch(homes: readonly FoundHome[]): () => void {
  const text = searchTextOf(homes);
  const step = (): void => {
    if (text.prepare()) next = setTimeout(step);
  };
  let next = setTimeout(step);
  return () => clearTimeout(next);
}

const careOf = (care: Care, me: Uuid) => (responsible: Uuid | undefined): boolean => {
  if (care === 'nobody') return responsible === undefined;
  return care === 'mine' ? responsible === me : responsible !== undefined && responsible !== me;
};
