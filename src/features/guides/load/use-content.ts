import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { languageFromPath } from '../../../i18n/index.ts';
import { loadContent } from './load-guide.ts';
import { addressOf } from './load-page.ts';
import type { GuideContent } from './guide-content.ts';

export type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'here'; readonly content: GuideContent };

/** The guide that this address is about, once its files are loaded; `failed` when they cannot be. */
export function useContent(): Loaded {
  const { pathname } = useLocation();
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    const address = addressOf(pathname);
    loadContent('id' in address ? address.id : '', languageFromPath(pathname)).then(
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
  return loaded;
}
