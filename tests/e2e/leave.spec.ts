import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { invite } from './support/invite.ts';
import type { Phone } from './support/phone.ts';

// Leaving a page in the middle of a transaction, and coming back, must stop nobody's database (docs/browsers.md).

const household = { head: 'Nhà Thử Rời Trang', address: 'Xóm thử', answers: ['Có', 'Có', 2], people: [] } as const;
const soon = 5_000;
const longestRound = 120_000;
const [owner, pin] = ['Cô Thử Rời Trang', '258013'];

/** How long the slowest database of the page's site takes to be opened and read, in milliseconds. */
const slowestRead = (page: Page): Promise<number> =>
  page.evaluate(async (limit) => {
    const read = (name: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(new Error(`${name} does not open`));
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
          for (const store of database.objectStoreNames) transaction.objectStore(store).count();
          transaction.oncomplete = () => resolve(database.close());
          transaction.onabort = () => reject(new Error(`${name} is not read`));
        };
      });
    const began = performance.now();
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const tooLate = new Promise<void>((resolve) => setTimeout(resolve, 2 * limit));
    await Promise.race([Promise.all(names.map(read)), tooLate]);
    return performance.now() - began;
  }, soon);

/** A form of one household is saved offline, and is being sent when this returns. */
async function beginToSend(phone: Phone, round: number): Promise<void> {
  await phone.goOffline();
  // By key: in a wide font the words for it take a line more, and move the link from under a finger that is just down.
  await phone.page.getByRole('link', { name: 'Thêm nhà' }).first().press('Enter');
  await phone.fillHousehold({ ...household, answers: [], head: `${household.head} ${round}`, people: [] });
  await expect(phone.badge).toContainText('chưa gửi');
  await phone.goOnline();
  // Another moment of the slice each time.
  await wait((round * 37) % 250);
}

/** Ways to leave the app and be in it again. */
const ways: Readonly<Record<string, (phone: Phone) => Promise<void>>> = {
  'a link out, and back': async ({ page }) => {
    await page.evaluate(() => (location.href = '/guides'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Các hướng dẫn');
    // A page that the browser kept is not loaded, which is what Playwright's own way back waits for.
    await page.evaluate(() => void setTimeout(() => history.back()));
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Các hướng dẫn');
  },
  'loaded anew': async ({ page }) => void (await page.reload()),
  'a second tab': async ({ page }) => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
    await other.close();
  },
  'the app killed': async (phone) => {
    await phone.killPage();
    await phone.reopenApp();
  },
  locked: async ({ page }) => {
    await page.getByRole('link', { name: 'Cài đặt' }).click();
    await page.getByRole('button', { name: 'Khóa lại' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `Chào ${owner}` })).toBeVisible();
  },
};

/** Types the PIN where it is asked for: a page that the browser kept is not locked, one that it loaded anew is. */
async function unlock(phone: Phone): Promise<void> {
  const keys = phone.page.getByRole('group', { name: 'Mã PIN' });
  const inside = phone.page.getByRole('navigation').getByRole('link', { name: 'Hôm nay' });
  await expect(keys.or(inside)).toBeVisible();
  if (await keys.isVisible()) await phone.typePin(pin);
  await expect(inside).toBeVisible();
}

test('left with a sync under way, by any way, the app takes up again within seconds @long @webkit @chromium', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const rounds = 100;
  test.setTimeout(rounds * longestRound);
  const phone = await newPhone();
  await phone.joinWith((await invite(lead, { name: owner })).token, { pin });
  for (let round = 0; round < rounds; round += 1) {
    const [way = '', leave] = Object.entries(ways)[round % Object.keys(ways).length]!;
    await test.step(
      `${round}: ${way}`,
      async () => {
        await beginToSend(phone, round);
        await leave(phone);
        expect(await slowestRead(phone.page), way).toBeLessThan(soon);
        await unlock(phone);
        await expect(phone.badge).toHaveText('Đã gửi hết', { timeout: 60_000 });
        await phone.page.getByRole('navigation').getByRole('link', { name: 'Hôm nay' }).click();
      },
      { timeout: longestRound },
    );
  }
});

const doesOpen = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('thonso-device');
        opening.onerror = () => resolve(false);
        opening.onsuccess = () => {
          opening.result.close();
          resolve(true);
        };
      }),
  );

// In WebKitGTK 2.50 no database opens again in that page (UnknownError, for as long as was watched): the way out is to
// load the page anew.
test('the process that holds the database ends: the person is told, and goes on in a page loaded anew @iphone', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  phone.expectNoise(/UnknownError|ConnectionLostError|connection/i);
  await phone.signIn('member');
  await phone.goOffline();
  await phone.addHousehold({ ...household, people: [{ name: 'Bà Thử Còn Đây', year: 1960 }] });
  await phone.startQuick();
  await phone.answer('Có');
  await phone.untilDraftKept();
  const saved = await phone.heading();
  const { page } = phone;
  await phone.endStorage();
  await expect.poll(() => doesOpen(page), 'the page still reaches its databases').toBe(false);
  await phone.answer('Có');
  await expect(page.getByText('Máy chưa lưu được')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Mở lại trang' }).click({ timeout: 120_000 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(saved, { timeout: 60_000 });
  await phone.answer('Có');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(saved);
  await phone.untilDraftKept();
  const after = await phone.heading();
  await phone.killPage();
  await phone.reopenApp();
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(after);
});
