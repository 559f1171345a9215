import { clientsClaim } from 'workbox-core';
import * as v from 'valibot';
import { systemClock, systemRandom } from '../lib/clock.ts';
import { systemSchedule } from '../lib/schedule.ts';
import type { Uuid } from '../lib/ids.ts';
import { createDeviceRegistry, type DeviceRegistry } from '../store/index.ts';
import {
  browserGzip,
  browserPush,
  createAskServer,
  createHttpTransport,
  createNetworkReader,
  createProbe,
  outboxTag,
  sha256Hex,
  toWorker,
  type FromWorker,
  type ToWorker,
  type Transport,
} from '../sync/index.ts';
import { pushOutboxes } from './background-push.ts';
import {
  openToday,
  renewReminders,
  showReminder,
  withdrawUnused,
  type AppWindow,
  type WorkerReminderDeps,
} from './reminders.ts';
import { serveFromCache } from './serve-from-cache.ts';

declare const self: ServiceWorkerGlobalScope;

/** Background Sync is Chromium's only and missing from TypeScript's library (WICG background-sync). */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
  readonly lastChance: boolean;
}

// install, activate, fetch: the precache and its policy (cache-policy.ts). The worker waits until the person agrees.
serveFromCache(self.__WB_MANIFEST);

// activate: the page that installed the first worker is offline-ready without a reload.
clientsClaim();

// message: the person agreed to the new version, or no form is open.
self.addEventListener('message', (event) => {
  const message = v.safeParse(toWorker, event.data);
  if (message.success) event.waitUntil(answered[message.output.type]());
});

const answered: Readonly<Record<ToWorker['type'], () => Promise<void>>> = {
  activate: () => self.skipWaiting(),
  remindersOff: () => withRegistry((registry) => withdrawUnused(reminderDeps(registry))),
};

// push: the server reminds somebody on this phone.
self.addEventListener('push', (event) => {
  event.waitUntil(withRegistry((registry) => showReminder(reminderDeps(registry), contentOf(event.data))));
});

// pushsubscriptionchange: the browser has replaced its subscription, or taken it away.
self.addEventListener('pushsubscriptionchange', (event) => {
  (event as ExtendableEvent).waitUntil(withRegistry((registry) => renewReminders(reminderDeps(registry))));
});

// notificationclick: a tap on a reminder leads to Today.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const tap = async (): Promise<void> => {
    const windows = await self.clients.matchAll({ type: 'window' });
    const open = (path: string) => self.clients.openWindow(path);
    await openToday(event.notification.data, windows.map(windowOf), open);
  };
  event.waitUntil(tap());
});

// sync: there is a network, and something may be unsent.
self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === outboxTag) sync.waitUntil(pushAll(sync.lastChance));
});

const fetchHere = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

function transportOf(registry: DeviceRegistry, enrolment: Uuid): Transport {
  const gzip = browserGzip();
  return createHttpTransport({
    enrolment,
    fetch: fetchHere,
    sign: (text, device) => registry.sign(enrolment, text, device),
    schedule: systemSchedule,
    ...(gzip && { gzip }),
  });
}

// A page of ours answers at once; a browser lets a tap open a window for some seconds only.
const answersWithin = 1000;

const windowOf = (client: WindowClient): AppWindow => ({
  focus: () => client.focus(),
  ask: (message) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      const cancel = systemSchedule(answersWithin, () => resolve(false));
      port1.onmessage = () => {
        cancel();
        resolve(true);
      };
      client.postMessage(message, [port2]);
    }),
});

/** What a push brought; undefined: nothing, or no JSON. */
function contentOf(data: PushMessageData | null): unknown {
  try {
    return data?.json() as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function withRegistry(use: (registry: DeviceRegistry) => Promise<void>): Promise<void> {
  const registry = createDeviceRegistry({ indexedDB, crypto, clock: systemClock, random: systemRandom });
  await use(registry).finally(() => registry.close());
}

const reminderDeps = (registry: DeviceRegistry): WorkerReminderDeps => ({
  registry,
  push: browserPush(self.registration.pushManager),
  serverOf: (enrolment, device) => {
    const transport = transportOf(registry, enrolment);
    const renew = (challenge: string) => transport.renew(challenge, device);
    return createAskServer({ enrolment: device, fetch: fetchHere, renew });
  },
  show: ({ title, ...more }) => self.registration.showNotification(title, { ...more, icon: '/icons/icon-192.png' }),
});

/** Rejects when operations are left: the browser then retries, three times in all. */
async function pushAll(lastChance: boolean): Promise<void> {
  const clock = systemClock;
  const schedule = systemSchedule;
  const registry = createDeviceRegistry({ indexedDB, crypto, clock, random: systemRandom });
  const clean = await pushOutboxes({
    registry,
    transportOf: (enrolment) => transportOf(registry, enrolment),
    network: createNetworkReader({ navigator, clock, probe: createProbe({ fetch: fetchHere, clock, schedule }) }),
    locks: navigator.locks,
    schedule,
    clock,
    random: systemRandom,
    sha256: sha256Hex,
    tell,
  }).finally(() => registry.close());
  if (!clean && !lastChance) throw new Error('Forms are left to send');
}

async function tell(message: FromWorker): Promise<void> {
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage(message);
}
