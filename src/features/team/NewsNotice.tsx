import { useState } from 'react';
import { toldOfPasskeys } from '../../domain/access/audit.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, Notice } from '../../ui/index.ts';
import { markNewsSeen, unseenNews } from './seen-news.ts';

type OfPasskey = (typeof toldOfPasskeys)[number];
const isOfPasskey = (action: string): action is OfPasskey => toldOfPasskeys.some((one) => one === action);

/**
 * What was done with one's own phones and keys, and for a lead with the team's, until it was seen; one at a time. Who
 * waits to be confirmed is asked about (UnconfirmedNotice), not told as well.
 */
export function NewsNotice() {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const { me, enrolment } = usePhone();
  const [, setSeen] = useState<string>();
  const asked = me.unconfirmed !== undefined;
  const [one, ...more] = unseenNews(localStorage, enrolment, [
    ...(me.notices ?? []),
    ...(me.passkeyNotices ?? []),
  ]).filter(({ action }) => !(asked && action === 'joinedUnconfirmed'));
  if (!one) return null;
  const { action, person, by } = one;
  const title =
    person === undefined || isOfPasskey(action)
      ? t(`news.mine.${action}`)
      : t(`news.theirs.${action}`, { name: person });
  const time = format.time(one.at);
  const see = () => {
    markNewsSeen(localStorage, enrolment, one.id);
    setSeen(one.id);
  };
  return (
    <Notice
      kind="info"
      title={title}
      next={t(isOfPasskey(action) ? 'news.nextPasskey' : person === undefined ? 'news.next' : 'news.nextLead')}
      action={
        <Button onClick={see}>{more.length > 0 ? t('news.seenMore', { count: more.length }) : t('news.seen')}</Button>
      }
    >
      <p>{by === undefined ? t('news.byServer', { time }) : t('news.by', { name: by, time })}</p>
    </Notice>
  );
}
