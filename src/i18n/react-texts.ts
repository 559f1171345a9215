import {
  createContext,
  createElement,
  useCallback,
  useContext,
  useMemo,
  useSyncExternalStore,
  type ReactElement,
  type ReactNode,
} from 'react';
import type { i18n, TFunction } from 'i18next';
import type { Namespace } from './namespaces.ts';

/**
 * The texts of screens, with the API of react-i18next's provider and hook (decision 105). That library copies the whole
 * i18next instance and adds two listeners for each component with texts: on a cheap phone a tenth of the time between
 * an answer and the next question.
 */
interface TextsInUse {
  readonly i18n: i18n;
  /** Changes with the language, so that every component with texts renders again. */
  readonly language: string;
}

const TextsContext = createContext<TextsInUse | null>(null);

/** Provides the texts of the instance, in its current language, to everything below. */
export function I18nextProvider({
  i18n: instance,
  children,
}: {
  readonly i18n: i18n;
  readonly children?: ReactNode;
}): ReactElement {
  const subscribe = useCallback(
    (listener: () => void) => {
      instance.on('languageChanged', listener);
      return () => instance.off('languageChanged', listener);
    },
    [instance],
  );
  const language = useSyncExternalStore(
    subscribe,
    () => instance.language,
    () => instance.language,
  );
  const value = useMemo(() => ({ i18n: instance, language }), [instance, language]);
  return createElement(TextsContext, { value }, children);
}

/** As react-i18next's: suspends until the namespaces are loaded; keys without a namespace belong to the first. */
export function useTranslation<const N extends Namespace | readonly [Namespace, ...Namespace[]]>(
  wanted: N,
): { readonly t: TFunction<N>; readonly i18n: i18n } {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('Something was drawn outside I18nextProvider.');
  const namespaces: readonly [Namespace, ...Namespace[]] = typeof wanted === 'string' ? [wanted] : wanted;
  const { i18n: instance, language } = texts;
  // oxlint-disable-next-line typescript/only-throw-error -- how React is told to wait
  if (!namespaces.every((namespace) => instance.hasLoadedNamespace(namespace))) throw loading(instance, namespaces);
  return { t: fixedT(instance, language, namespaces) as TFunction<N>, i18n: instance };
}

/** Never rejects: where texts cannot be loaded, the keys are shown and the console has the reason. */
const loading = (instance: i18n, namespaces: readonly Namespace[]): Promise<void> =>
  new Promise((resolve) => void instance.loadNamespaces([...namespaces], () => resolve()));

const known = new WeakMap<i18n, Map<string, TFunction>>();

/** The same function at every call with the same arguments: components compare it. */
function fixedT(instance: i18n, language: string, namespaces: readonly [Namespace, ...Namespace[]]): TFunction {
  const ofInstance = known.get(instance) ?? new Map<string, TFunction>();
  known.set(instance, ofInstance);
  const key = `${language} ${namespaces.join(' ')}`;
  const words = ofInstance.get(key) ?? instance.getFixedT(language, namespaces[0]);
  ofInstance.set(key, words);
  return words;
}
