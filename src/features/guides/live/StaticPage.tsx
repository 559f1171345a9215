import { createContext, Suspense, useContext, useEffect, useRef, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { noHtml } from '../../../lib/trusted-types.ts';

/** The HTML that the prerender drew; undefined in the browser. */
export const StaticHtml = createContext<string | undefined>(undefined);

interface StaticPageProps {
  /** Loads the same page for a browser that has no prerendered HTML. Must not change between renders. */
  readonly load: () => Promise<ComponentType>;
  /** Called once the content is in the document. */
  readonly onShown?: () => void;
}

type Drawn =
  | { readonly kind: 'kept' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'here'; readonly Content: ComponentType };

/**
 * A page that never changes once it is drawn. Where the prerender drew it React leaves its HTML alone, so neither its
 * code nor its words travel, and a slow phone does not hydrate thousands of elements that only want to be read.
 * (React neither compares nor replaces the content of an element whose HTML is set "dangerously" while hydrating.)
 */
export function StaticPage({ load, onShown }: StaticPageProps) {
  const { t } = useTranslation('common');
  const html = useContext(StaticHtml);
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn>({ kind: 'kept' });

  useEffect(() => {
    if (place.current?.hasChildNodes()) {
      onShown?.();
      return;
    }
    let wanted = true;
    load().then(
      (Content) => wanted && setDrawn({ kind: 'here', Content }),
      (error: unknown) => {
        console.warn(error);
        if (wanted) setDrawn({ kind: 'failed' });
      },
    );
    return () => {
      wanted = false;
    };
  }, [load, onShown]);

  switch (drawn.kind) {
    case 'kept':
      return <div ref={place} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html ?? noHtml }} />;
    case 'failed':
      return (
        <main>
          <h1>{t('failed.title')}</h1>
          <p>{t('failed.next')}</p>
        </main>
      );
    case 'here':
      return (
        <Suspense fallback={null}>
          <Shown {...(onShown && { onShown })}>
            <drawn.Content />
          </Shown>
        </Suspense>
      );
  }
}

/** Calls `onShown` once its content is in the document. */
function Shown({ onShown, children }: Pick<StaticPageProps, 'onShown'> & { children: ReactNode }) {
  useEffect(() => onShown?.(), [onShown]);
  return children;
}
