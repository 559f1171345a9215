import * as v from 'valibot';
import { fromWorker, outboxTag, type FromWorker, type ToWorker } from './worker-messages.ts';
import { browserPush, type BrowserPush } from '../reminders/browser-push.ts';
import { trustedScript } from '../../lib/trusted-types.ts';

export interface WorkerHandlers {
  /** A new version is downloaded and waiting; ask the person, or call `activateUpdate` while no form is open. */
  readonly onUpdateReady: () => void;
  /**
   * Another version has taken over this page: by `activateUpdate` here, or in another tab. Its old chunks are gone, so
   * reload as soon as no form is open.
   */
  readonly onReplaced: () => void;
  readonly onMessage?: (message: FromWorker) => void;
}

/**
 * Registers the service worker at the root. Resolves to the registration, or undefined where there are no service
 * workers (Zalo's browser on iOS, http): the app works on, without offline start.
 * @param url the built worker, `/sw.js`
 */
export async function registerWorker(
  url: string,
  handlers: WorkerHandlers,
): Promise<ServiceWorkerRegistration | undefined> {
  const container = containerHere();
  if (!container) return undefined;
  // The first worker to take over a page replaces nothing.
  let controlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (controlled) handlers.onReplaced();
    controlled = true;
  });
  if (handlers.onMessage) listenToWorker(handlers.onMessage);
  const registration = await container.register(trustedScript(url), { scope: '/', updateViaCache: 'none' });
  watchForUpdate(registration, container, handlers.onUpdateReady);
  return registration;
}

/**
 * Hears what the worker says to this page.
 * @param onMessage `takeUp` tells the worker that this page is the one it looked for
 * @returns stops listening
 */
export function listenToWorker(onMessage: (message: FromWorker, takeUp: () => void) => void): () => void {
  const container = containerHere();
  const hear = (event: MessageEvent<unknown>): void => {
    const message = v.safeParse(fromWorker, event.data);
    if (message.success) onMessage(message.output, () => event.ports[0]?.postMessage(true));
  };
  container?.addEventListener('message', hear);
  return () => container?.removeEventListener('message', hear);
}

function watchForUpdate(
  registration: ServiceWorkerRegistration,
  container: ServiceWorkerContainer,
  onUpdateReady: () => void,
): void {
  const readyIfWaiting = () => {
    // Without a controller the waiting worker is the first one ever: it activates by itself.
    if (registration.waiting && container.controller) onUpdateReady();
  };
  readyIfWaiting();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', readyIfWaiting);
  });
}

/** Lets the waiting version take over; `onReplaced` follows. Does nothing when none waits. */
export async function activateUpdate(): Promise<void> {
  const registration = await containerHere()?.getRegistration('/');
  registration?.waiting?.postMessage({ type: 'activate' } satisfies ToWorker);
}

/** The browser's side of reminders; undefined where there is no worker, or no Push API. */
export async function pushHere(): Promise<BrowserPush | undefined> {
  const registration = await containerHere()?.getRegistration('/');
  return registration && 'pushManager' in registration ? browserPush(registration.pushManager) : undefined;
}

/** Tells the worker that somebody turned reminders off: it withdraws what nobody on this phone uses any more. */
export async function tellRemindersOff(): Promise<void> {
  const registration = await containerHere()?.getRegistration('/');
  registration?.active?.postMessage({ type: 'remindersOff' } satisfies ToWorker);
}

/** Background Sync is Chromium's only and missing from TypeScript's library (WICG background-sync). */
interface MaybeSyncManager {
  readonly sync?: { register(tag: string): Promise<void> };
}

/**
 * Asks the browser to wake the worker when there is a network. False where it cannot (iOS, Firefox) or the person
 * switched it off: the page's own triggers carry on.
 */
export async function requestBackgroundSync(): Promise<boolean> {
  const registration: (ServiceWorkerRegistration & MaybeSyncManager) | undefined =
    await containerHere()?.getRegistration('/');
  if (!registration?.active || !registration.sync) return false;
  return registration.sync.register(outboxTag).then(
    () => true,
    () => false, // NotAllowedError: background sync is switched off
  );
}

function containerHere(): ServiceWorkerContainer | undefined {
  return typeof navigator !== 'undefined' && 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
}
