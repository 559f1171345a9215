import { useState } from 'react';
import { toldOfPasskeys } from '../../domain/access/audit.ts';
import { useLanguage, useTranslation } from '../../i18n/index.ts';
import { usePhone } from '../../phone/hooks.ts';
import { Button, Notice } from '../../ui/index.ts';
import { markNewsSeen, unseenNews } from './seen-news.ts';

type OfPasskey = (typeof toldOfPasskeys)[number];
const isOfPasskey = (action: string): action is OfPasskey => toldOfPasskeys.some((one) => one === action);

/** What was done with one's own phones and keys, and for a lead with the team's, until it was seen; one at a time. */
export function NewsNotice() {
  const { t } = useTranslation('team');
  const { format } = useLanguage();
  const { me, enrolment } = usePhone();
  const [, setSeen] = useState<string>();
  const [one, ...more] = unseenNews(localStorage, enrolment, [...(me.notices ?? []), ...(me.passkeyNotices ?? [])]);
  if (!one) return null;
  const { action, person, by } = one;
  const title =
    person === undefined || isOfPasskey(action)
      ? t(`news.mine.${action}`)
      : t(`news.theirs.${action}`, { name: person });
  const facts = [format.time(one.at), by === undefined ? t('news.byServer') : t('news.by', { name: by })].join(' · ');
  const see = () => {
    markNewsSeen(localStorage, enrolment, one.id);
    setSeen(one.id);
  };
  return (
    <Notice
      kind="info"
      title={title}
      kept={facts}
      next={t(isOfPasskey(action) ? 'news.nextPasskey' : person === undefined ? 'news.next' : 'news.nextLead')}
      action={
        <Button onClick={see}>{more.length > 0 ? t('news.seenMore', { count: more.length }) : t('news.seen')}</Button>
      }
    />
  );
}
