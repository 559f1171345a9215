import { dayOf } from '../../lib/day.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useCorrected, usePhone, useSyncState, useToday } from '../../phone/hooks.ts';
import type { SyncState } from '../../sync/index.ts';
import { StatusChip } from '../../ui/index.ts';
import type { StatusKind } from '../../ui/index.ts';

/** How many forms are only on this phone, and since when; leads to "Gửi ngay". */
export function SyncBadge() {
  const { t } = useTranslation('app');
  const { basePath } = usePhone();
  const sync = useSyncState();
  const since = useSince(sync.oldestUnsent);
  const only = sync.unsentForms + sync.drafts;
  const href = addressesBelow(basePath).settings;
  if (only > 0) {
    return (
      <StatusChip kind={isStuck(sync) ? 'conflict' : 'onPhone'} href={href}>
        {t('badge.only', { count: only })}
        {since !== undefined && ` ${t('badge.since', { time: since })}`}
      </StatusChip>
    );
  }
  const words = quietWords(sync);
  return (
    <StatusChip kind={kinds[words]} href={href}>
      {t(`badge.${words}`)}
    </StatusChip>
  );
}

type QuietWords = 'starting' | 'sent' | 'sending' | 'receiving' | 'offline' | 'stopped';

const kinds: Readonly<Record<QuietWords, StatusKind>> = {
  starting: 'waiting',
  sent: 'onServer',
  sending: 'onServer',
  receiving: 'onServer',
  offline: 'offline',
  stopped: 'waiting',
};

function quietWords({ phase, problem }: SyncState): QuietWords {
  if (problem && phase === 'stopped') return 'stopped';
  return phase === 'starting' || phase === 'sending' || phase === 'receiving' || phase === 'offline' ? phase : 'sent';
}

const isStuck = ({ phase, problem }: SyncState): boolean => phase === 'stopped' && problem !== undefined;

const justNow = 60 * 60 * 1000;

/** Since when, as short as possible: today the time, before today the day; nothing within the last hour. */
function useSince(oldest: number | undefined): string | undefined {
  const { format } = useLanguage();
  const { calendar } = usePhone();
  const today = useToday();
  const corrected = useCorrected();
  if (oldest === undefined) return undefined;
  const since = corrected(oldest);
  if (calendar.now() - since < justNow) return undefined;
  const day = dayOf(since);
  return day === today ? format.time(since).split(' ')[1] : format.day(day).slice(0, 5);
}
