import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { invite } from './support/invite.ts';
import type { HouseholdToAsk } from './support/phone.ts';

const household: HouseholdToAsk = {
  head: 'Bà Thử Đĩa Trần',
  address: 'Sau cây kơ nia',
  answers: ['Có', 'Có', 2],
  people: [{ name: 'Thử Thị Đĩa Trần', year: 1957, does: ['máy riêng', 'vào mạng'], wish: 'Chưa cần' }],
};
const [underWay, member, planted] = ['Thử Văn Đang Gõ Dở', 'Cô Thử Giữ Kín', 'Chữ gieo để thử máy tìm'];
/** Every answer is stored with these words around it, in whatever order. */
const answer = '"by":"self"';
const secrets = [
  household.head,
  household.address,
  ...household.people.map(({ name }) => name),
  underWay,
  member,
  answer,
];

test('no file of the browser tells a name, an address or an answer: locked, killed or closed @no-webkit', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const phone = await newPhone();
  await phone.joinWith((await invite(lead, { name: member })).token, { pin: '258013' });
  await phone.surveyHousehold(household);
  await expect(phone.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  await phone.goOffline();
  await phone.page.getByText('Về danh sách').click();
  await phone.addHousehold({ head: 'Bà Thử Đĩa Trần', address: household.address, answers: [], people: [] });
  await phone.page.getByRole('link', { name: 'Thêm người' }).click();
  await phone.page.getByLabel('Họ và tên').fill(underWay);
  await expect(phone.badge).toContainText('chưa gửi');

  await test.step('killed in the middle of a form', async () => {
    await phone.untilDraftKept();
    await phone.killPage();
    expect(phone.rawProfileContains(...secrets)).toEqual([]);
  });

  await test.step('locked, then killed, after so many writes that the log is packed into tables', async () => {
    await phone.reopenApp();
    await phone.typePin('258013');
    await expect(phone.page.getByLabel('Họ và tên')).toHaveValue(underWay);
    await phone.page.getByRole('link', { name: 'Quay lại' }).click();
    await phone.page.getByRole('link', { name: 'Cài đặt' }).click();
    await phone.page.getByRole('button', { name: 'Khóa lại' }).click();
    await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(`Chào ${member}`);
    await plant(phone.page, planted);
    await phone.killPage();
    // The search has teeth: it reads what was planted, out of packed tables too (Firefox keeps it in SQLite).
    expect(phone.rawProfileContains(planted).join()).toMatch(/\.(ldb|sqlite(-wal)?): /);
    expect(phone.rawProfileContains(...secrets)).toEqual([]);
  });

  await test.step('opened once more, then closed as a person closes it', async () => {
    await phone.reopenApp();
    await phone.typePin('258013');
    await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(/^Hôm nay/);
    await phone.close();
    expect(phone.rawProfileContains(...secrets)).toEqual([]);
  });
});

/** Some megabytes of another database, so that LevelDB packs what it holds. */
async function plant(page: Page, words: string): Promise<void> {
  await page.evaluate(async (text) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const opening = indexedDB.open('planted', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('words', { autoIncrement: true });
    const db = await done(opening);
    for (let round = 0; round < 12; round++) {
      const store = db.transaction('words', 'readwrite').objectStore('words');
      // Larger values would lie in files of their own.
      const noise = () => String.fromCharCode(...crypto.getRandomValues(new Uint16Array(10_000)));
      await Promise.all(Array.from({ length: 40 }, () => done(store.add({ text, noise: noise() }))));
    }
    db.close();
  }, words);
}
