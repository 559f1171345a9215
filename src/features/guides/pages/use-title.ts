import { useEffect } from 'react';
import { useTranslation } from '../../../i18n/index.ts';

/** The document's title; never anything about a person. The prerender writes the same into the page. */
export function useTitle(title: string): void {
  const { t } = useTranslation('common');
  const product = t('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}
