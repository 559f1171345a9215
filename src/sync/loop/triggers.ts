import type { SyncLoop } from './sync-loop.ts';
import { systemSchedule, type Schedule } from '../../lib/schedule.ts';

/** Where the browser's signals come from; the page passes its own `window`, `document` and `navigator.connection`. */
export interface TriggerSources {
  readonly window: EventTarget;
  readonly document: EventTarget & { readonly visibilityState: string };
  readonly connection?: EventTarget | undefined;
}

/**
 * Wakes the loop from now on at start, when the page becomes visible, when the browser goes online and when the
 * connection changes. (A save wakes it through the store.) iOS has no background sync: these are its only triggers.
 * @param later delays the `start` trigger, ms, so that the opened screen loads first; the other triggers are not
 * delayed
 * @returns stops listening
 */
export function listenForTriggers(
  loop: Pick<SyncLoop, 'wake'>,
  { window, document, connection }: TriggerSources,
  later?: { readonly millis: number; readonly schedule?: Schedule },
): () => void {
  const off = new AbortController();
  const { signal } = off;
  const onVisible = () => {
    if (document.visibilityState === 'visible') loop.wake('visible');
  };
  document.addEventListener('visibilitychange', onVisible, { signal });
  const onShown = (event: Event) => {
    if ('persisted' in event && event.persisted === true) onVisible(); // from the back/forward cache, not a first load
  };
  window.addEventListener('pageshow', onShown, { signal });
  window.addEventListener('online', () => loop.wake('online'), { signal });
  connection?.addEventListener('change', () => loop.wake('connection'), { signal });
  const start = () => loop.wake('start');
  if (!later || later.millis === 0) start();
  else signal.addEventListener('abort', (later.schedule ?? systemSchedule)(later.millis, start));
  return () => off.abort();
}
