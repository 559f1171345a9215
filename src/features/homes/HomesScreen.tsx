import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FileSpreadsheet, Plus } from 'lucide-react';
import { fullName } from '../../domain/area.ts';
import { findHomes, type HomeMatch } from '../../domain/find-homes.ts';
import type { HomesBook } from '../../domain/home-index.ts';
import type { Uuid } from '../../lib/ids.ts';
import { useHomes, usePhone, useToday } from '../../sync/react.ts';
import { Button, EmptyState, LinkButton, LongList, Notice, Page, Row, Skeleton, Stack, TextField } from '../../ui/index.ts';
import { Filters } from './Filters.tsx';
import { HomeRow } from './HomeRow.tsx';
import { homesPaths } from './paths.ts';
import { filtersOn, noSearch, useSearch, type Care, type Search } from './search-state.ts';

/** Every home of the village, found by name, house, who looks after it, what is missing and what somebody needs. */
export function HomesScreen() {
  const { t } = useTranslation(['homes', 'survey']);
  const { home, village } = usePhone();
  if (!village) throw new Error('This person has no village whose homes they could look for.');
  const paths = homesPaths(home);
  const homes = useHomes(village.id);
  return (
    <Page
      title={t('list.titleIn', { place: fullName(village) })}
      back={{ href: paths.today }}
      action={<LinkButton variant="primary" block icon={Plus} href={paths.add}>{t('list.add')}</LinkButton>}
    >
      <Stack gap="l">
        {homes.state === 'loading' && <Skeleton rows={6} label={t('list.opening')} />}
        {homes.state === 'failed' && <Notice kind="error" title={t('list.failed.title')} next={t('list.failed.next')} />}
        {homes.state === 'ready' && (homes.value.isWhole && homes.value.byName.length === 0 ? <EmptyState title={t('list.empty.title')}>{t('list.empty.next')}</EmptyState> : <Book book={homes.value} />)}
        <Row><LinkButton icon={FileSpreadsheet} href={paths.import}>{t('list.import')}</LinkButton></Row>
      </Stack>
    </Page>
  );
}

function Book({ book }: { book: HomesBook }) {
  const { t } = useTranslation('homes');
  const phone = usePhone();
  const [search, change] = useSearch(phone);
  // Letters appear as they are typed, whatever the search for the ones before is doing.
  const found = useFound(book, useDeferredValue(search));
  const isSearch = search.text.trim() !== '' || filtersOn(search) > 0;
  return (
    <Stack>
      <TextField type="search" label={t('list.search')} hint={t('list.searchHint')} value={search.text} onChange={(text) => change({ text })} maxLength={60} spellCheck={false} />
      <Filters search={search} onChange={change} />
      <p role="status">{!book.isWhole ? t('list.opening') : found.length === 0 ? t('list.none') : t(isSearch ? 'list.found' : 'list.all', { count: found.length })}</p>
      {book.isWhole && found.length === 0 && (
        <EmptyState title={t('list.noneNext')}>
          <Button onClick={() => change({ ...noSearch, sort: search.sort })}>{t('list.clear')}</Button>
        </EmptyState>
      )}
      {found.length > 0 && <LongList label={t('list.label')} count={found.length} row={(at) => <HomeRow key={found[at]!.home.id} match={found[at]!} />} />}
    </Stack>
  );
}

function useFound(book: HomesBook, search: Search): readonly HomeMatch[] {
  const { me } = usePhone();
  const today = useToday();
  return useMemo(() => {
    const { text, care, gap, need, sort } = search;
    return findHomes(sort === 'name' ? book.byName : book.byPlace, { text, gap, need, care: care && careOf(care, me.account) }, today);
  }, [book, search, me.account, today]);
}

const careOf = (care: Care, me: Uuid) => (responsible: Uuid | undefined): boolean => {
  if (care === 'nobody') return responsible === undefined;
  return care === 'mine' ? responsible === me : responsible !== undefined && responsible !== me;
};
