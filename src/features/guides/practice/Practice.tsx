import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { languageFromPath } from '../../../i18n/index.ts';
import { Notice, Skeleton } from '../../../ui/index.ts';
import { loadContent } from '../load-guide.ts';
import { guideIdOf } from '../load-page.ts';
import type { GuideContent } from '../load-page.ts';
import { PracticeWalk } from './PracticeWalk.tsx';

type Loaded = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'here'; readonly content: GuideContent };

/** The guide of this address, to practise on its own drawings. It asks for nothing, stores nothing, sends nothing. */
export function Practice() {
  const { t } = useTranslation('common');
  const { pathname } = useLocation();
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    loadContent(guideIdOf(pathname) ?? '', languageFromPath(pathname)).then(
      (content) => wanted && setLoaded(content ? { kind: 'here', content } : { kind: 'failed' }),
      (error: unknown) => {
        console.warn(error);
        if (wanted) setLoaded({ kind: 'failed' });
      },
    );
    return () => {
      wanted = false;
    };
  }, [pathname]);
  switch (loaded.kind) {
    case 'loading':
      return <Skeleton rows={4} />;
    case 'failed':
      return <Notice kind="offline" title={t('failed.title')} next={t('failed.next')} />;
    case 'here':
      return <PracticeWalk content={loaded.content} />;
  }
}
