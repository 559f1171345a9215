import { expect, expectAccessible, test } from './support/fixtures.ts';
import { accountOf, invite } from './support/invite.ts';

const strangeToken = '/join#t=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

test('a link that nobody sent: says so, and the token leaves the address bar', async ({ page, noise }) => {
  noise.allow(/\/api\/join\/look/);
  await page.goto(strangeToken);
  await expect(page.getByText('Không có lời mời này')).toBeVisible();
  expect(page.url()).not.toContain('#');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Gõ mã khác' }).click();
  await expect(page.getByLabel('Mã mời')).toBeVisible();
});

test('a code is checked before the server is asked', async ({ page, noise }) => {
  noise.allow(/\/api\/join\/look/);
  await page.goto('/join');
  const code = page.getByLabel('Mã mời');
  const look = page.getByRole('button', { name: 'Xem lời mời' });
  await code.fill('k7p');
  await look.click();
  await expect(page.getByText('Mã phải đủ 10 chữ và số')).toBeVisible();
  await code.fill('k7p0-2xqd-7h');
  await expect(page.getByText('Mã không có chữ 0')).toBeVisible();
  await code.fill('k7pm-2xqd-7h');
  await expect(code).toHaveValue('K7PM2 XQD7H');
  await expectAccessible(page);
  await look.click();
  await expect(page.getByText('Không có lời mời này')).toBeVisible();
});

test.describe('inside Zalo', () => {
  test.use({
    userAgent:
      'Mozilla/5.0 (Linux; Android 13; SM-A042F) AppleWebKit/537.36 (KHTML, like Gecko) ' +
      'Chrome/120 Mobile Safari/537.36 Zalo android/23100100 ZaloTheme/light',
  });

  test('the link is explained and not used @no-webkit', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(strangeToken);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mở bằng Chrome');
    await expectAccessible(page);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Chép đường dẫn' }).click();
    await expect(page.getByText('Đã chép.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
    expect(page.url()).toContain('#t=');
    await page.getByRole('link', { name: 'Xem hướng dẫn' }).click();
    await expect(page).toHaveURL(/\/guides$/);
  });
});

test.describe('on an iPhone', () => {
  test.use({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
      'Version/17.5 Mobile/15E148 Safari/604.1',
  });

  test('the home screen comes first, then the code; Safari itself works too @webkit', async ({ page }) => {
    await page.goto('/join');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('thêm vào màn hình chính');
    await page.getByRole('button', { name: 'Vào luôn trong Safari' }).click();
    await expect(page.getByLabel('Mã mời')).toBeVisible();
  });
});

test('no network: nothing is used up, and trying again works @long', async ({ newPhone }) => {
  const phone = await newPhone('outOfTheBox');
  await phone.goto('/start');
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText('Vào tổ của mình');
  await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await phone.goOffline();
  await phone.openLink('member');
  await expect(phone.page.getByText('Chưa có mạng nên chưa vào được')).toBeVisible();
  await phone.goOnline();
  await phone.page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(phone.page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
});

/** Runs in the page: the server answers, and for the app the connection has broken unless `isHeard`. */
function loseAnswers(): void {
  const ask = window.fetch.bind(window);
  window.fetch = async (...request) => {
    const response = await ask(...request);
    if (!response.url.endsWith('/api/join')) return response;
    const { enrolment } = (await response.clone().json()) as { enrolment: string };
    const { isHeard } = window as unknown as { isHeard: (enrolment: string) => Promise<boolean> };
    if (await isHeard(enrolment)) return response;
    throw new TypeError('The connection was reset.');
  };
}

test('the answer to joining gets lost: asked again, also after a reload, the phone joins once', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  phone.expectNoise(/\/api\/join|net::ERR/);
  let lost = 0;
  const enrolments = new Set<string>();
  await phone.page.exposeFunction('isHeard', (enrolment: string) => {
    enrolments.add(enrolment);
    return ++lost > 2;
  });
  await phone.page.addInitScript(loseAnswers);
  await phone.openLink('lead');
  await expect(phone.page.getByText('Chưa có mạng nên chưa vào được')).toBeVisible();
  await phone.page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(phone.page.getByText('Chưa có mạng nên chưa vào được')).toBeVisible();
  await phone.page.reload();
  await expect(phone.page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
  expect(enrolments.size).toBe(1);
});

test('a real invitation: by link with a name to type, by code with a name given; each works for one phone', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const first = await invite(lead);
  const second = await invite(lead, { name: 'Cô Thử Mời' });

  const byLink = await newPhone('outOfTheBox');
  byLink.expectNoise(/\/api\/join/);
  await byLink.goto(`/join#t=${first.token}`);
  await expect(byLink.page.getByRole('heading', { level: 1 })).toHaveText('Lời mời làm tổ viên');
  await expect(byLink.page.getByText('tại thôn Tân Đông')).toBeVisible();
  await expectAccessible(byLink.page);
  await byLink.page.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(byLink.page.getByText('Ghi họ tên của mình')).toBeVisible();
  await byLink.page.getByLabel('Họ tên của anh/chị').fill('Anh Thử Vào');
  await byLink.page.getByRole('button', { name: 'Vào tổ' }).click();
  await expect(byLink.page.getByRole('heading', { level: 1 })).toHaveText('Đặt mã PIN 6 số');
  await expectAccessible(byLink.page);
  for (const [pin, why] of [
    ['000000', 'Sáu số giống nhau'],
    ['123456', 'Các số liền nhau'],
    ['121212', 'Số lặp đi lặp lại'],
  ] as const) {
    await byLink.typePin(pin);
    await expect(byLink.page.getByText(why)).toBeVisible();
  }
  await byLink.typePin('258013');
  await byLink.typePin('258014');
  await expect(byLink.page.getByText('Hai lần không giống nhau')).toBeVisible();
  await byLink.choosePin('258013');
  await expect(byLink.page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
  expect(byLink.page.url()).not.toContain('#');

  const byCode = await newPhone('outOfTheBox');
  byCode.expectNoise(/\/api\/join/);
  await byCode.goto(`/join#t=${first.token}`);
  await expect(byCode.page.getByText('Lời mời này đã có máy khác dùng')).toBeVisible();
  expect(byCode.page.url()).not.toContain('#');
  await byCode.page.getByRole('button', { name: 'Gõ mã khác' }).click();
  await byCode.page.getByLabel('Mã mời').fill(second.code.toLowerCase());
  await byCode.page.getByRole('button', { name: 'Xem lời mời' }).click();
  await expect(byCode.page.getByText('Cô Thử Mời')).toBeVisible();
  await byCode.page.getByRole('button', { name: 'Vào tổ' }).click();
  await byCode.choosePin('310852');
  await expect(byCode.page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
});

test('the same link again opens the same local store, and several people share a phone @long', async ({ newPhone }) => {
  const phone = await newPhone();
  await phone.signIn('member');
  const first = phone.page.url();
  expect(first).not.toContain('#');
  await phone.signIn('head');
  expect(phone.page.url()).not.toBe(first);
  await phone.signIn('member');
  expect(phone.page.url()).toBe(first);
});

test('a new phone: who is invited again finds their households; the old one works until it is closed @long', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const old = await newPhone();
  await old.joinWith((await invite(lead, { name: 'Cô Thử Đổi Máy' })).token, { pin: '258013' });
  await old.addHousehold({ head: 'Ông Thử Máy Cũ', address: 'Xóm ngoài', answers: [], people: [] });
  await expect(old.badge).toHaveText('Đã gửi hết', { timeout: 20_000 });
  const again = await invite(lead, { account: await accountOf(old) });

  const phone = await newPhone();
  await phone.joinWith(again.token, { pin: '310852' });
  await expect(phone.page.getByRole('link', { name: /Ông Thử Máy Cũ/ })).toBeVisible();
  await expect(phone.page.getByText('0 trên 1 nhà')).toBeVisible(); // of those they look after
  await expect(phone.badge).toHaveText('Đã gửi hết');
  await old.page.reload();
  await old.typePin('258013');
  await expect(old.page.getByRole('heading', { level: 1 })).toHaveText('Ông Thử Máy Cũ');
});

test('a local store that the browser deleted: an alarm, and what was sent comes back @no-webkit', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  const enrolment = /\/p\/([^/]+)/.exec(phone.page.url())?.[1] ?? '';
  await phone.goto('/healthz'); // a page of the same origin that holds no connection to it
  await phone.page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(new Error(String(request.error)));
      }),
    `thonso-${enrolment}`,
  );
  await phone.goto('/start');
  await expect(phone.page.getByRole('alert')).toContainText('đã bị trình duyệt xóa');
  await phone.page.getByRole('button', { name: 'Đã hiểu' }).click();
  await expect(phone.page.getByRole('alert')).toBeHidden();
  await expect(phone.page.getByRole('heading', { level: 1, name: /^Hôm nay: \d/ })).toBeVisible();
  await phone.page.reload();
  await expect(phone.page.getByRole('heading', { level: 1, name: /^Hôm nay: \d/ })).toBeVisible();
  await expect(phone.page.getByRole('alert')).toBeHidden();
});

test('an address without a screen leads to the first page', async ({ page, noise }) => {
  noise.allow(/status of 404/);
  await page.goto('/p/nobody/today');
  await page.getByRole('link', { name: 'Về trang đầu' }).click();
  await expect(page).toHaveURL(/\/$/);
});
