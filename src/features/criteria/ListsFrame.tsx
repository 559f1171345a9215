import type { ReactNode } from 'react';
import { titleName, type Area } from '../../domain/access/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import { addressesBelow } from '../../phone/addresses.ts';
import { usePhone } from '../../phone/hooks.ts';
import { useRefusalWords } from '../../phone/refusal.ts';
import { Button, EmptyState, Notice, Page, Skeleton } from '../../ui/index.ts';
import type { KeptLists } from './use-kept-lists.ts';

interface ListsFrameProps {
  readonly of: KeptLists;
  readonly title: string;
  readonly back: string;
  /** A screen of its own, once it is known whose lists. */
  readonly children: (area: Area) => ReactNode;
}

/** Until the server has told the lists: what is on its way, or what is wrong. */
export function ListsFrame({ of, title, back, children }: ListsFrameProps) {
  const { t } = useTranslation('criteria');
  const { basePath } = usePhone();
  const refused = useRefusalWords();
  const { area, all, refusal, refresh } = of;
  if (area && all) return children(area);
  return (
    <Page
      title={title}
      {...(area && { context: titleName(area) })}
      back={{ href: area ? back : addressesBelow(basePath).villages() }}
    >
      {!area && <EmptyState title={t('noArea')}>{t('noAreaNext')}</EmptyState>}
      {area && refusal && (
        <Notice
          announce
          title={t('notShown')}
          {...refused(refusal)}
          action={<Button onClick={refresh}>{t('again')}</Button>}
        />
      )}
      {area && !refusal && <Skeleton rows={4} />}
    </Page>
  );
}
