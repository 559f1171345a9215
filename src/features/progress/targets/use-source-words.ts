import { useTranslation } from '../../../i18n/index.ts';
import { isSource } from '../figures/sources.ts';

/** A plan that the app knows, by its name; any other as it was typed. */
export function useSourceWords(): (source: string) => string {
  const { t } = useTranslation('progress');
  return (source) => (isSource(source) ? t(`source.${source}.short`) : source);
}
