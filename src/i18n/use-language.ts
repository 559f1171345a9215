import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat } from './format.ts';
import type { Format } from './format.ts';
import { languages } from './language.ts';
import type { Language } from './language.ts';

/** The language in use and its formats. */
export function useLanguage(): { language: Language; format: Format } {
  const { i18n } = useTranslation('common');
  const language = languages.find((known) => known === i18n.language) ?? 'vi';
  return useMemo(() => ({ language, format: createFormat(language) }), [language]);
}
