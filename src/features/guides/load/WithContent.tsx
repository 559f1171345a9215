import type { ReactNode } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { Notice, Skeleton } from '../../../ui/index.ts';
import type { GuideContent } from './guide-content.ts';
import { useContent } from './use-content.ts';

/** A piece about the guide of this address: waits for the guide's files, and says so when they cannot be loaded. */
export function WithContent({ children }: { children: (content: GuideContent) => ReactNode }) {
  const { t } = useTranslation('common');
  const loaded = useContent();
  switch (loaded.kind) {
    case 'loading':
      return <Skeleton rows={4} />;
    case 'failed':
      return <Notice kind="offline" title={t('failed.title')} next={t('failed.next')} />;
    case 'here':
      return children(loaded.content);
  }
}
