import { useCallback } from 'react';
import catalogue from '../../../domain/guide/data/catalogue.json';
import { useTranslation } from '../../../i18n/index.ts';

/** What a guide is called; of one that this version does not know, its id. */
export function useGuideTitle(): (guide: string) => string {
  const { t } = useTranslation('guides');
  return useCallback(
    (guide) => (catalogue.some(({ id }) => id === guide) ? t(`catalogue.${guide as 'vneid'}.title`) : guide),
    [t],
  );
}
