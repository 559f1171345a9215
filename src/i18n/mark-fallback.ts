import type { PostProcessorModule } from 'i18next';

/**
 * Marks what stands there in Vietnamese because the asked language has not got it, so that nobody takes it for a
 * translation: "Tiếp (vi)". For languages in the making only; `createI18n({ language: 'rad', marks: markFallback })`.
 */
export const markFallback: PostProcessorModule = {
  type: 'postProcessor',
  name: 'markFallback',
  process: (value: string, _keys, options: { i18nResolved?: { usedLng?: string } }, translator: { language?: string }) => {
    const used = options.i18nResolved?.usedLng;
    return used === undefined || used === translator.language ? value : `${value} (${used})`;
  },
};
