import { useSearchParams } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { LinkButton, Notice } from '../../ui/index.ts';

/** Requests of others that wait for this person, for as long as there are any; not where they are shown. */
export function ActsNotice() {
  const { t } = useTranslation('team');
  const { me, basePath } = usePhone();
  const [search] = useSearchParams();
  if (me.acts === undefined || search.get('do') === 'erased') return null;
  return (
    <Notice
      kind="warning"
      title={t('second.asked', { count: me.acts })}
      next={t('second.askedNext')}
      action={<LinkButton href={`${addressesBelow(basePath).team}?do=erased`}>{t('second.see')}</LinkButton>}
    />
  );
}
