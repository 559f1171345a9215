import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';

// Where a note of the day lies among the chunks (src/store/summaries/list-note.ts).
const noteNumber = 200_000;

const daysRows = (page: Page) => page.getByRole('list', { name: 'Nên đến hôm nay' }).getByRole('listitem');
const rest = (page: Page) => page.getByRole('heading', { level: 2, name: 'Việc khác' });

const isNoted = (page: Page): Promise<boolean> =>
  page.evaluate(async (number) => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const counts = names
      .filter((name) => /^thonso-[0-9a-f-]{36}$/.test(name))
      .map(
        (name) =>
          new Promise<number>((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = () => reject(new Error(`${name} does not open`));
            opening.onsuccess = () => {
              const all = opening.result.transaction('chunks').objectStore('chunks').getAll();
              all.onsuccess = () => {
                opening.result.close();
                resolve((all.result as { no: number }[]).filter(({ no }) => no === number).length);
              };
            };
          }),
      );
    return (await Promise.all(counts)).some((count) => count > 0);
  }, noteNumber);

/** Keeps everybody from reading the village's records, as a slow phone does with ten thousand households. */
const holdRecords = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    const name = names.find((one) => /^thonso-[0-9a-f-]{36}$/.test(one))!;
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => {
        const rows = opening.result.transaction('rows', 'readwrite').objectStore('rows');
        const holdOn = (): void => {
          resolve();
          if (!Reflect.get(window, 'letGo')) rows.count().onsuccess = holdOn;
          else rows.transaction.oncomplete = () => opening.result.close();
        };
        rows.count().onsuccess = holdOn;
      };
    });
  });

test('the day’s households are there at the next start before the village is read, and stay when it is', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  const { page } = phone;
  await expect(rest(page)).toBeVisible();
  await phone.goOffline();
  const before = await daysRows(page).allTextContents();
  expect(before.length).toBeGreaterThan(0);
  await expect.poll(() => isNoted(page)).toBe(true);
  const other = await page.context().newPage();
  await other.goto(new URL('/guides', page.url()).href);
  await holdRecords(other);
  await page.reload();
  await expect(daysRows(page)).toHaveText(before);
  await expect(rest(page)).toBeHidden();
  await other.evaluate(() => Reflect.set(window, 'letGo', true));
  await expect(rest(page)).toBeVisible();
  expect(await daysRows(page).allTextContents()).toEqual(before);
});
