import type { ReactNode } from 'react';
import { titleName } from '../../domain/access/area.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useRefusalWords } from '../../phone/refusal.ts';
import { EmptyState, Notice, Page, Skeleton } from '../../ui/index.ts';
import type { PageArea } from './use-page-area.ts';

interface PageFrameProps {
  readonly of: PageArea;
  readonly title: string;
  readonly intro?: ReactNode;
  readonly back?: string;
  readonly action?: ReactNode;
  /** Drawn once it is known what the page says. */
  readonly children: ReactNode;
}

/** The frame of the screens about a public page: says whose it is, and what is wrong while nothing is known of it. */
export function PageFrame({ of, title, intro, back = of.back, action, children }: PageFrameProps) {
  const { t } = useTranslation('village');
  const refused = useRefusalWords();
  const { area, page, refusal } = of;
  const isReady = area !== undefined && page !== undefined;
  return (
    <Page
      title={title}
      back={{ href: back }}
      {...(area && { context: titleName(area) })}
      {...(intro !== undefined && { intro })}
      {...(isReady && action !== undefined && { action })}
    >
      {area === undefined && <EmptyState title={t('noArea')}>{t('noAreaNext')}</EmptyState>}
      {area && !page && refusal && <Notice announce title={t('offline')} {...refused(refusal)} />}
      {area && !page && !refusal && <Skeleton />}
      {isReady && children}
    </Page>
  );
}
