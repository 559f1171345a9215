import { isShown } from '../../../domain/village/announcement.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { addressesBelow } from '../../../phone/addresses.ts';
import { usePhone, useSyncState, useToday } from '../../../phone/hooks.ts';
import { useVillagePage } from '../../../phone/village-page.ts';
import { Notice, TextLink } from '../../../ui/index.ts';

const hour = 60 * 60 * 1000;

/** What village and commune announce, so that the team tells it at the doors; nothing while there is nothing. */
export function TodaysAnnouncements() {
  const { t } = useTranslation('survey');
  const { village, basePath } = usePhone();
  const { lastContact } = useSyncState();
  const today = useToday();
  // Asked once an hour in which the phone has reached the server by itself.
  const { page } = useVillagePage(village?.id, lastContact === undefined ? undefined : Math.floor(lastContact / hour));
  const shown = (page?.announcements ?? []).filter((one) => isShown(one, today));
  const [first] = shown;
  if (!first) return null;
  return (
    <Notice
      kind={first.kind === 'scam' ? 'warning' : 'info'}
      title={first.title}
      next={first.text}
      action={
        <TextLink href={addressesBelow(basePath).villagePage()}>
          {t('today.announcements', { count: shown.length })}
        </TextLink>
      }
    />
  );
}
