/** Whether this page may hold databases, locks and requests now, or has to let them go. */
export interface PageLife {
  isAway(): boolean;
  /** Resolves at once, or when the page has come back. */
  here(): Promise<void>;
  /** @returns stops listening */
  subscribe(listener: PageLifeListener): () => void;
}

export interface PageLifeListener {
  /** Called inside the browser's event: what is not let go before it returns may stay held for as long as the page. */
  readonly leave?: () => void;
  readonly comeBack?: () => void;
}

/** For what has no page: the service worker, which the browser ends as a whole. */
export const alwaysHere: PageLife = {
  isAway: () => false,
  here: () => Promise.resolve(),
  subscribe: () => () => undefined,
};

export interface PageLifeSources {
  readonly window: EventTarget;
  readonly document: EventTarget & { readonly visibilityState: string };
}

/**
 * Away from `pagehide` or `freeze` on. A page that lies in the back-forward cache with a transaction under way stops
 * IndexedDB for its whole origin in WebKit, without an error and across reloads; a Web Lock it holds stays held.
 * `pageshow` and `resume` end it, and so does being seen: a page that is visible was not left.
 */
export function watchPageLife({ window, document }: PageLifeSources): PageLife {
  const listeners = new Set<PageLifeListener>();
  let away = false;

  const leave = (): void => {
    if (away) return;
    away = true;
    for (const { leave: letGo } of listeners) letGo?.();
  };
  const comeBack = (): void => {
    if (!away) return;
    away = false;
    for (const { comeBack: takeUp } of listeners) takeUp?.();
  };
  const subscribe = (listener: PageLifeListener): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  window.addEventListener('pagehide', leave);
  document.addEventListener('freeze', leave);
  window.addEventListener('pageshow', comeBack);
  document.addEventListener('resume', comeBack);
  // A page that is being left becomes hidden after `pagehide`, so this is never a leave in disguise.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') comeBack();
  });

  return {
    isAway: () => away,
    here: () =>
      away
        ? new Promise((resolve) => {
            const stop = subscribe({
              comeBack: () => {
                stop();
                resolve();
              },
            });
          })
        : Promise.resolve(),
    subscribe,
  };
}
