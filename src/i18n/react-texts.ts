import { createContext, createElement, useCallback, useContext, useMemo, useSyncExternalStore, type ReactElement, type ReactNode } from 'react';
import type { i18n, TFunction } from 'i18next';
import type { Namespace } from './namespaces.ts';

/**
 * How screens get their texts, in the shape of react-i18next's provider and hook (decision 105). That one copies the whole i18next instance, property by property, and adds two listeners for each
 * part of a screen that says something: on a cheap phone a tenth of the time between an answer and the next question.
 */
interface Spoken {
  readonly i18n: i18n;
  /** Changes with the language, so that everything that says something is drawn again. */
  readonly language: string;
}

const SpokenContext = createContext<Spoken | null>(null);

/** Everything below speaks the language that this instance has at the time. */
export function I18nextProvider({ i18n: instance, children }: { readonly i18n: i18n; readonly children?: ReactNode }): ReactElement {
  const subscribe = useCallback(
    (listener: () => void) => {
      instance.on('languageChanged', listener);
      return () => instance.off('languageChanged', listener);
    },
    [instance],
  );
  const language = useSyncExternalStore(subscribe, () => instance.language, () => instance.language);
  const value = useMemo(() => ({ i18n: instance, language }), [instance, language]);
  return createElement(SpokenContext, { value }, children);
}

/** As react-i18next's: waits (Suspense) for the texts of these namespaces; keys without one are of the first. */
export function useTranslation<const N extends Namespace | readonly [Namespace, ...Namespace[]]>(wanted: N): { readonly t: TFunction<N>; readonly i18n: i18n } {
  const spoken = useContext(SpokenContext);
  if (!spoken) throw new Error('Something was drawn outside I18nextProvider.');
  const namespaces: readonly [Namespace, ...Namespace[]] = typeof wanted === 'string' ? [wanted] : wanted;
  const { i18n: instance, language } = spoken;
  // oxlint-disable-next-line typescript/only-throw-error -- how React is told to wait
  if (!namespaces.every((namespace) => instance.hasLoadedNamespace(namespace))) throw loading(instance, namespaces);
  return { t: wordsOf(instance, language, namespaces) as TFunction<N>, i18n: instance };
}

/** Resolves in any case: of texts that do not come, the keys are shown, and the console has why. */
const loading = (instance: i18n, namespaces: readonly Namespace[]): Promise<void> =>
  new Promise((resolve) => void instance.loadNamespaces([...namespaces], () => resolve()));

const known = new WeakMap<i18n, Map<string, TFunction>>();

/** The same function for everybody who asks for the same words: it is what parts of a screen compare. */
function wordsOf(instance: i18n, language: string, namespaces: readonly [Namespace, ...Namespace[]]): TFunction {
  const ofInstance = known.get(instance) ?? new Map<string, TFunction>();
  known.set(instance, ofInstance);
  const key = `${language} ${namespaces.join(' ')}`;
  const words = ofInstance.get(key) ?? instance.getFixedT(language, namespaces[0]);
  ofInstance.set(key, words);
  return words;
}
