export { createI18n, loadTexts } from './create-i18n.ts';
export type { I18nOptions, MissingText } from './create-i18n.ts';
export { createFormat } from './format.ts';
export type { Format } from './format.ts';
export { languageFromPath, languages, pageLanguages, pathIn, withoutLanguage } from './language.ts';
export type { Language, PageLanguage } from './language.ts';
export { namespaces } from './namespaces.ts';
export type { Namespace } from './namespaces.ts';
export { useLanguage } from './use-language.ts';
