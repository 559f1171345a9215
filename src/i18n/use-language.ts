import { createFormat } from './format.ts';
import type { Format } from './format.ts';
import { languages } from './language.ts';
import type { Language } from './language.ts';
import { useTranslation } from './react-texts.ts';

interface LanguageInUse {
  readonly language: Language;
  readonly format: Format;
}

// One of each for the whole page: every screen asks for it, and some in many places.
const inUse = new Map<Language, LanguageInUse>();

/** The language in use and its formats. */
export function useLanguage(): LanguageInUse {
  const { i18n } = useTranslation('common');
  const language = languages.find((known) => known === i18n.language) ?? 'vi';
  const known = inUse.get(language) ?? { language, format: createFormat(language) };
  inUse.set(language, known);
  return known;
}
