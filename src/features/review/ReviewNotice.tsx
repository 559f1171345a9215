import { useLocation } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import { LinkButton, Notice } from '../../ui/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { useConflicts } from './use-conflicts.ts';

/**
 * The card above the day's list, the figures and a household: how many things two people wrote differently. Draws
 * nothing while there is no conflict.
 */
export function ReviewNotice() {
  const { t } = useTranslation('review');
  const { basePath } = usePhone();
  const { pathname } = useLocation();
  const conflicts = useConflicts();
  if (conflicts.state !== 'ready') return null;
  const paths = addressesBelow(basePath);
  const household = /\/households\/([^/]+)$/.exec(pathname)?.[1];
  const count =
    household === undefined
      ? conflicts.value.mine.length
      : conflicts.value.all.filter((conflict) => conflict.household === household).length;
  if (count === 0) return null;
  return (
    <Notice
      kind="warning"
      title={household === undefined ? t('notice.title', { count }) : t('notice.household', { count })}
      next={t('notice.next')}
      action={
        <LinkButton href={household === undefined ? paths.review() : paths.review(household)}>
          {t('notice.action')}
        </LinkButton>
      }
    />
  );
}
