import { createInstance } from 'i18next';
import type { BackendModule, i18n, PostProcessorModule, Resource } from 'i18next';
import type { Language } from './language.ts';
import type { Namespace } from './namespaces.ts';
import type {} from './typed-keys.ts';

export interface MissingText {
  readonly language: string;
  readonly namespace: string;
  readonly key: string;
}

export interface I18nOptions {
  readonly language: Language;
  /**
   * All texts at once, as `{ vi: { common: {…} } }`: the prerender and unit tests. Without it files are fetched when
   * asked for.
   */
  readonly resources?: Resource;
  /** A text that no file has. Tests throw here; by default it is an error on the console, which fails browser tests. */
  readonly onMissing?: (missing: MissingText) => void;
  /** Marks texts of the fallback language (mark-fallback.ts): for languages in the making. */
  readonly marks?: PostProcessorModule;
}

const files = import.meta.glob<Record<string, unknown>>('../../locales/*/*.json', { import: 'default' });

// One dynamic import per file, so only the language and the screens in use are downloaded.
const fileBackend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = files[`../../locales/${language}/${namespace}.json`];
    // A language without this file (Êđê has few) has no texts here: the fallback language is used.
    if (!load) return done(null, {});
    load().then(
      (texts) => done(null, texts),
      (error: unknown) => done(error instanceof Error ? error : String(error), false),
    );
  },
};

const reportMissing = ({ language, namespace, key }: MissingText): void =>
  console.error(`No text for ${namespace}:${key} in ${language}`);

/**
 * An i18next instance of our own (no global state: the prerender makes one per language). Missing `rad` texts are
 * Vietnamese; a text missing in another language goes to `onMissing`. Call `loadTexts` before the first render.
 */
export function createI18n({ language, resources, onMissing = reportMissing, marks }: I18nOptions): i18n {
  const instance = createInstance().use(fileBackend);
  if (marks) instance.use(marks);
  void instance.init({
    lng: language,
    fallbackLng: { rad: ['vi'], default: [] },
    ns: [],
    defaultNS: 'common',
    initAsync: false,
    partialBundledLanguages: true,
    ...(resources && { resources }),
    ...(marks && { postProcess: [marks.name], postProcessPassResolved: true }),
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
    saveMissing: true,
    missingKeyHandler: ([asked], namespace, key) => onMissing({ language: asked ?? language, namespace, key }),
  });
  return instance;
}

/** Fetches the files of these namespaces. @throws when one cannot be had (offline and not cached). */
export function loadTexts(instance: i18n, wanted: readonly Namespace[]): Promise<void> {
  return new Promise((resolve, reject) => {
    void instance.loadNamespaces([...wanted], (error: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error(JSON.stringify(error)));
      else resolve();
    });
  });
}

/**
 * Downloads a file of texts ahead of its use. After a failure here `loadTexts` asks again, as it does not after a
 * failed load. Rejects when the file cannot be had.
 */
export const fetchTexts = (language: string, namespace: Namespace): Promise<unknown> =>
  files[`../../locales/${language}/${namespace}.json`]?.() ?? Promise.resolve();
