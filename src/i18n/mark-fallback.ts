import type { PostProcessorModule } from 'i18next';

/**
 * Marks Vietnamese texts shown because the asked language lacks them, so that nobody takes them for a translation:
 * "Tiếp (vi)". Only for languages that are being translated: `createI18n({ language: 'rad', marks: markFallback })`.
 */
export const markFallback: PostProcessorModule = {
  type: 'postProcessor',
  name: 'markFallback',
  process: (
    value: string,
    _keys,
    options: { i18nResolved?: { usedLng?: string } },
    translator: { language?: string },
  ) => {
    const used = options.i18nResolved?.usedLng;
    return used === undefined || used === translator.language ? value : `${value} (${used})`;
  },
};
