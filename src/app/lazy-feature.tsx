import { useEffect, useState, type ComponentType } from 'react';
import { fetchTexts, loadTexts, useTranslation, type Namespace } from '../i18n/index.ts';
import { LoadingScreen } from './LoadingScreen.tsx';

type I18n = Parameters<typeof loadTexts>[0];

interface Texts {
  /** What its screens show first. */
  readonly first: readonly Namespace[];
  /** What some of them need later. Fetched once the first screen is there; needed earlier, it is waited for. */
  readonly later?: readonly Namespace[];
}

export interface LazyFeature<M> {
  /** Fetches the feature and its texts, so that its screens are there at once. Rejects when a file cannot be had. */
  fetch(i18n: I18n): Promise<void>;
  /**
   * One of its screens. Without `React.lazy`: a screen that suspends shows 300 ms later than it could, because React
   * spaces out what it reveals, and so does one whose texts come while it is drawn.
   */
  screen<P extends object>(of: (feature: M) => ComponentType<P>): ComponentType<P>;
}

/** A feature whose code and texts are fetched by those who open one of its screens. */
export function lazyFeature<M>(load: () => Promise<M>, { first, later = [] }: Texts): LazyFeature<M> {
  let feature: M | undefined;

  async function withTexts(i18n: I18n, namespaces: readonly Namespace[]): Promise<void> {
    // Fetched first: i18next asks once only, and a file that could not be had may be there at the next try.
    await Promise.all(namespaces.map((namespace) => fetchTexts(i18n.language, namespace)));
    await loadTexts(i18n, namespaces);
  }
  async function fetch(i18n: I18n): Promise<void> {
    const [loaded] = await Promise.all([load(), withTexts(i18n, first)]);
    feature = loaded;
  }

  function useFeature(): M | undefined {
    const { i18n } = useTranslation('common');
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState<{ readonly error: unknown }>();
    const isReady = feature !== undefined && first.every((namespace) => i18n.hasLoadedNamespace(namespace));
    useEffect(() => {
      let gone = false;
      const then = isReady ? withTexts(i18n, later) : fetch(i18n);
      then.then(
        () => !gone && !isReady && redraw((times) => times + 1),
        // Texts for later are asked for again by the part that shows them.
        (error: unknown) => !gone && !isReady && setFailed({ error }),
      );
      return () => {
        gone = true;
      };
    }, [i18n, isReady]);
    if (failed) throw failed.error; // the error boundary tells a missing file from a bug
    return isReady ? feature : undefined;
  }

  return {
    fetch,
    screen: (of) =>
      function FeatureScreen(props) {
        const loaded = useFeature();
        if (loaded === undefined) return <LoadingScreen />;
        const Screen = of(loaded);
        return <Screen {...props} />;
      },
  };
}
