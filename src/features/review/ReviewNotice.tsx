import { useLocation } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../sync/react.ts';
import { LinkButton, Notice } from '../../ui/index.ts';
import { reviewPaths } from './paths.ts';
import { useConflicts } from './use-conflicts.ts';

/**
 * The card above the day's list, the figures and a home: how many things two people wrote differently. Never in the
 * way of work; nothing while there is none.
 */
export function ReviewNotice() {
  const { t } = useTranslation('review');
  const { home } = usePhone();
  const { pathname } = useLocation();
  const conflicts = useConflicts();
  if (conflicts.state !== 'ready') return null;
  const paths = reviewPaths(home);
  const household = /\/households\/([^/]+)$/.exec(pathname)?.[1];
  const count = household === undefined ? conflicts.value.mine.length : conflicts.value.all.filter((conflict) => conflict.home === household).length;
  if (count === 0) return null;
  return (
    <Notice
      kind="warning"
      title={household === undefined ? t('notice.title', { count }) : t('notice.home', { count })}
      next={t('notice.next')}
      action={<LinkButton href={household === undefined ? paths.list : paths.ofHome(household)}>{t('notice.action')}</LinkButton>}
    />
  );
}
