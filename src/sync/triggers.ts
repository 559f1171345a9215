import type { SyncLoop } from './sync-loop.ts';
import { systemSchedule, type Schedule } from './timers.ts';

/** Where the browser's signals come from; the page passes its own `window`, `document` and `navigator.connection`. */
export interface TriggerSources {
  readonly window: EventTarget;
  readonly document: EventTarget & { readonly visibilityState: string };
  readonly connection?: EventTarget | undefined;
}

/**
 * Wakes the loop at every moment worth a look, from now on: start, visible, online, connection change. (A save wakes it
 * through the store.) iOS has no background sync, so these are all it has.
 * @param later when the start is not at once, ms: what somebody opened comes first; the other moments do not wait for it
 * @returns stops listening
 */
export function listenForTriggers(loop: Pick<SyncLoop, 'wake'>, { window, document, connection }: TriggerSources, later?: { readonly millis: number; readonly schedule?: Schedule }): () => void {
  const off = new AbortController();
  const { signal } = off;
  const onVisible = () => {
    if (document.visibilityState === 'visible') loop.wake('visible');
  };
  document.addEventListener('visibilitychange', onVisible, { signal });
  const onShown = (event: Event) => {
    if ('persisted' in event && event.persisted === true) onVisible(); // back from the page cache, and not merely loaded
  };
  window.addEventListener('pageshow', onShown, { signal });
  window.addEventListener('online', () => loop.wake('online'), { signal });
  connection?.addEventListener('change', () => loop.wake('connection'), { signal });
  const start = () => loop.wake('start');
  if (!later || later.millis === 0) start();
  else signal.addEventListener('abort', (later.schedule ?? systemSchedule)(later.millis, start));
  return () => off.abort();
}
