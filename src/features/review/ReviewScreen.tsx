import { useSearchParams } from 'react-router';
import { titleName } from '../../domain/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { EmptyState, List, ListRow, Notice, Page, Skeleton, Stack, StatusChip } from '../../ui/index.ts';
import { reviewPaths } from './paths.ts';
import { looksAfterAll, useConflicts, type ShownConflict } from './use-conflicts.ts';
import { useWords } from './words.ts';

/** "Hai người ghi khác nhau": what is open in the village, in one's own homes, or (`?home=`) in one home. */
export function ReviewScreen() {
  const { t } = useTranslation('review');
  const phone = usePhone();
  const [search] = useSearchParams();
  const home = search.get('home') ?? undefined;
  const conflicts = useConflicts();
  const paths = reviewPaths(phone.home);
  const back = { href: home === undefined ? `${phone.home}/settings` : paths.household(home) };
  if (conflicts.state === 'failed') return <Page title={t('title')} back={back}><Notice kind="error" title={t('failed.title')} kept={t('failed.kept')} next={t('failed.next')} /></Page>;
  if (conflicts.state === 'loading') return <Page title={t('title')} back={back}><Skeleton rows={3} /></Page>;
  const shown = home === undefined ? conflicts.value.mine : conflicts.value.all.filter((conflict) => conflict.home === home);
  return (
    <Page title={shown.length > 0 ? t('titleCount', { count: shown.length }) : t('title')} context={phone.village && titleName(phone.village)} back={back}>
      <Stack gap="l">
        {shown.length > 0 ? (
          <>
            <p>{t('intro')}</p>
            <List label={t('title')}>
              {shown.map((conflict) => <ConflictRow key={conflict.id} conflict={conflict} href={paths.conflict(conflict.id, home)} />)}
            </List>
          </>
        ) : (
          <EmptyState title={t('none.title')}>{t('none.next')}</EmptyState>
        )}
        {home === undefined && !looksAfterAll(phone) && <p>{t('mineOnly')}</p>}
      </Stack>
    </Page>
  );
}

function ConflictRow({ conflict, href }: { conflict: ShownConflict; href: string }) {
  const { t } = useTranslation('review');
  const words = useWords();
  const { homeName, personName, person, home, field } = conflict;
  const title = home === undefined ? t('noHome') : homeName || t('noHomeName');
  const about = [person === undefined ? undefined : personName || t('noPersonName'), words.field(field)].filter(Boolean).join(' · ');
  return <ListRow href={href} title={title} meta={about} trailing={<StatusChip kind="conflict">{String(conflict.choices.length)}</StatusChip>} />;
}
