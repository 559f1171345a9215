import { useSearchParams } from 'react-router';
import { titleName } from '../../domain/access/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import { StillHere } from '../../phone/still-here.ts';
import { EmptyState, List, ListRow, Notice, Page, Skeleton, Stack, StatusChip } from '../../ui/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { looksAfterAll, useConflicts, type ShownConflict } from './use-conflicts.ts';
import { useWords } from './words.ts';

/**
 * "Hai người ghi khác nhau": what is open in the village, in one's own households, or (`?household=`) in one household.
 */
export function ReviewScreen() {
  const { t } = useTranslation('review');
  const phone = usePhone();
  const [search] = useSearchParams();
  const household = search.get('household') ?? undefined;
  const conflicts = useConflicts();
  const paths = addressesBelow(phone.basePath);
  const back = { href: household === undefined ? addressesBelow(phone.basePath).settings : paths.household(household) };
  if (conflicts.state === 'failed')
    return (
      <Page title={t('title')} back={back}>
        <StillHere>
          {(isHere) => (
            <Notice
              kind="error"
              title={t('failed.title')}
              kept={isHere ? t('failed.kept') : undefined}
              next={t('failed.next')}
            />
          )}
        </StillHere>
      </Page>
    );
  if (conflicts.state === 'loading')
    return (
      <Page title={t('title')} back={back}>
        <Skeleton rows={3} />
      </Page>
    );
  const shown =
    household === undefined
      ? conflicts.value.mine
      : conflicts.value.all.filter((conflict) => conflict.household === household);
  return (
    <Page
      title={shown.length > 0 ? t('titleCount', { count: shown.length }) : t('title')}
      context={phone.village && titleName(phone.village)}
      back={back}
    >
      <Stack gap="l">
        {shown.length > 0 ? (
          <>
            <p>{t('intro')}</p>
            <List label={t('title')}>
              {shown.map((conflict) => (
                <ConflictRow key={conflict.id} conflict={conflict} href={paths.conflict(conflict.id, household)} />
              ))}
            </List>
          </>
        ) : (
          <EmptyState title={t('none.title')}>{t('none.next')}</EmptyState>
        )}
        {household === undefined && !looksAfterAll(phone) && <p>{t('mineOnly')}</p>}
      </Stack>
    </Page>
  );
}

function ConflictRow({ conflict, href }: { conflict: ShownConflict; href: string }) {
  const { t } = useTranslation('review');
  const words = useWords();
  const { householdName, personName, person, household, field } = conflict;
  const title = household === undefined ? t('noHousehold') : householdName || t('noHouseholdName');
  const about = [person === undefined ? undefined : personName || t('noPersonName'), words.field(field)]
    .filter(Boolean)
    .join(' · ');
  return (
    <ListRow
      href={href}
      title={title}
      meta={about}
      trailing={<StatusChip kind="conflict">{String(conflict.choices.length)}</StatusChip>}
    />
  );
}
