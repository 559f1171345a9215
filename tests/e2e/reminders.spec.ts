import type { CDPSession, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { chromium } from '../../scripts/chromium.ts';
import { demoLink } from './support/phone.ts';
import { pushHost } from './support/village-server.ts';

// Reminders while the app is closed. Chromium without Google's services gets no subscription, so these stories give it
// one of a push service that is not there, and deliver what would come from it through the browser's own protocol.

// The shell without windows shows no notifications and says that they are forbidden.
test.use({ launchOptions: { executablePath: chromium.path(), args: chromium.flags } });

/** The browser makes subscriptions, as it does where a push service can be reached. */
const reachPushService = (page: Page): Promise<unknown> =>
  page.addInitScript((host) => {
    const made = (): PushSubscription | null => {
      const json = localStorage.getItem('subscription');
      const unsubscribe = () => Promise.resolve(localStorage.removeItem('subscription')).then(() => true);
      return json === null
        ? null
        : ({ toJSON: () => JSON.parse(json) as PushSubscriptionJSON, unsubscribe } as PushSubscription);
    };
    PushManager.prototype.getSubscription = () => Promise.resolve(made());
    PushManager.prototype.subscribe = async () => {
      const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
      const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
      const text = (bytes: Uint8Array): string =>
        btoa(String.fromCharCode(...bytes))
          .replaceAll('+', '-')
          .replaceAll('/', '_')
          .replaceAll('=', '');
      const keys = { p256dh: text(point), auth: text(crypto.getRandomValues(new Uint8Array(16))) };
      localStorage.setItem(
        'subscription',
        JSON.stringify({ endpoint: `https://${host}/${crypto.randomUUID()}`, keys }),
      );
      return made()!;
    };
  }, pushHost);

const enrolmentIn = (page: Page): string => /\/p\/([^/]+)/.exec(page.url())?.[1] ?? '';

/** What the server says of this phone. */
const isReminded = (page: Page): Promise<boolean> =>
  page.evaluate(async (enrolment) => {
    const answer = await fetch(`/api/p/${enrolment}/reminders`);
    return ((await answer.json()) as { on: boolean }).on;
  }, enrolmentIn(page));

const shown = (page: Page): Promise<{ title: string; body: string }[]> =>
  page.evaluate(async () =>
    (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => ({ title, body })),
  );

/** Delivers a push to the app's worker. */
async function deliver(cdp: CDPSession, page: Page, message: object): Promise<void> {
  const registrations = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: all }) => {
      const [first] = all;
      if (first) resolve(first.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  await cdp.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId: await registrations,
    data: JSON.stringify(message),
  });
  await cdp.send('ServiceWorker.disable');
}

/** Taps on the notification that is shown. */
async function tap(page: Page): Promise<void> {
  const worker = page.context().serviceWorkers()[0];
  if (!worker) throw new Error('The worker is not there.');
  // As text: the worker's names are none of this file's runtime.
  await worker.evaluate(`self.registration.getNotifications().then(([notification]) => {
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  })`);
}

test('a member is reminded in numbers, a tap leads to Today, and turned off nothing of them is shown', async ({
  page,
  village,
}) => {
  await page.context().grantPermissions(['notifications'], { origin: village.url });
  await reachPushService(page);
  await page.goto(demoLink(village, 'member'));
  await expect(page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('link', { name: 'Cài đặt' }).click();
  await expect(page.getByText('Máy này chưa được nhắc.')).toBeVisible();
  await expectAccessible(page);
  expect(await isReminded(page)).toBe(false);
  await page.getByRole('button', { name: 'Nhắc việc trên máy này' }).click();
  await expect(page.getByText('Máy này đang được nhắc.')).toBeVisible();
  expect(await isReminded(page)).toBe(true);

  const cdp = await page.context().newCDPSession(page);
  const reminder = { promised: 3, rechecks: 0, sentBack: 1, answered: 0 };
  await deliver(cdp, page, { device: enrolmentIn(page), reminder });
  await expect
    .poll(() => shown(page))
    .toEqual([{ title: 'Việc hôm nay của tổ', body: '3 nhà tới ngày hẹn, 1 phiếu gửi lại' }]);
  await tap(page);
  await expect(page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/p/${enrolmentIn(page)}/today`);

  await page.getByRole('link', { name: 'Cài đặt' }).click();
  await page.getByRole('button', { name: 'Thôi nhắc việc trên máy này' }).click();
  await expect(page.getByText('Máy này chưa được nhắc.')).toBeVisible();
  await expectAccessible(page);
  expect(await isReminded(page)).toBe(false);
  // What was under way all the same.
  await deliver(cdp, page, { device: enrolmentIn(page), reminder });
  await expect
    .poll(async () => (await shown(page)).map(({ body }) => body))
    .toContain('Máy này không còn được nhắc việc nữa.');
});
