import { clientsClaim } from 'workbox-core';
import * as v from 'valibot';
import { systemClock, systemRandom } from '../lib/clock.ts';
import { systemSchedule } from '../lib/schedule.ts';
import { createDeviceRegistry } from '../store/index.ts';
import {
  browserGzip,
  createHttpTransport,
  createNetworkReader,
  createProbe,
  outboxTag,
  sha256Hex,
  toWorker,
  type FromWorker,
} from '../sync/index.ts';
import { pushOutboxes } from './background-push.ts';
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
  if (message.success) event.waitUntil(self.skipWaiting());
});

// sync: there is a network, and something may be unsent.
self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === outboxTag) sync.waitUntil(pushAll(sync.lastChance));
});

/** Rejects when operations are left: the browser then retries, three times in all. */
async function pushAll(lastChance: boolean): Promise<void> {
  const clock = systemClock;
  const schedule = systemSchedule;
  const fetchHere = (url: string, init: RequestInit) => fetch(url, init);
  const registry = createDeviceRegistry({ indexedDB, crypto, clock, random: systemRandom });
  const gzip = browserGzip();
  const clean = await pushOutboxes({
    registry,
    transportOf: (enrolment) =>
      createHttpTransport({
        enrolment,
        fetch: fetchHere,
        sign: (text, device) => registry.sign(enrolment, text, device),
        schedule,
        ...(gzip && { gzip }),
      }),
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
