import { createFormat } from './format.ts';
import type { Format } from './format.ts';
import { languages } from './language.ts';
import type { Language } from './language.ts';
import { useTranslation } from './react-texts.ts';

interface LanguageInUse {
  readonly language: Language;
  readonly format: Format;
}

// One object per language for the whole page, because many components ask for it.
const inUse = new Map<Language, LanguageInUse>();

/** The language in use and its formats. */
export function useLanguage(): LanguageInUse {
  const { i18n } = useTranslation('common');
  const language = languages.find((known) => known === i18n.language) ?? 'vi';
  const known = inUse.get(language) ?? { language, format: createFormat(language) };
  inUse.set(language, known);
  return known;
}
