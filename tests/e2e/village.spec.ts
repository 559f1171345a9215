import { expect, expectAccessible, test } from './support/fixtures.ts';
import { unfitting } from './support/fits.ts';

// The public page of a village: from the poster's code to the guide with the village's own number.

const slug = 'thon-tan-dong-xa-ea-knuec';

test('a resident scans the poster, reads the page, finds the village’s number in the guide, and forgets it', async ({
  page,
  goOffline,
  goOnline,
}) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`/thon/${slug}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Thôn Tân Đông' })).toBeVisible();
  await expect(page.getByText('Giả công an gọi điện bảo cập nhật VNeID')).toBeVisible();
  await expect(page.getByRole('link', { name: '0900 000 001' })).toHaveAttribute('href', 'tel:0900000001');
  await expect(page.getByRole('link', { name: 'Trang Zalo (zalo.me)' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Mã QR để đánh giá xã' })).toBeVisible();
  await expect(page.getByText('Máy này nhớ Thôn Tân Đông')).toBeVisible();
  await expectAccessible(page);
  // The worker has been put in place, and the page into its cache.
  await page.waitForFunction(async (path) => {
    await navigator.serviceWorker.ready;
    return (await caches.match(path)) !== undefined;
  }, `/thon/${slug}`);

  await goOffline();
  await page.reload();
  await expect(page.getByRole('link', { name: '0900 000 001' })).toBeVisible();
  await page.getByRole('link', { name: 'Chấm điểm xã, theo dõi trang Zalo' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const contacts = page.locator('section', { hasText: 'Gọi người của tổ Thôn Tân Đông' });
  await expect(contacts.getByRole('link', { name: '0900 000 001' }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Trang đánh giá của xã (zalo.me)' })).toHaveAttribute(
    'href',
    'https://zalo.me/0900000009',
  );
  await expectAccessible(page);
  await goOnline();

  await page.getByRole('button', { name: 'Quên Thôn Tân Đông' }).click();
  await expect(page.getByText('Máy này không còn nhớ thôn nữa.')).toBeVisible();
  await expect(page.getByRole('link', { name: '0900 000 001' })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Gọi người của tổ Thôn Tân Đông')).toHaveCount(0);
});

test('without a script the page says all, in both languages, and so does the poster @no-webkit @chromium', async ({
  browser,
  village,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${village.url}/thon/${slug}`);
  await expect(page.getByRole('link', { name: '0900 000 002' })).toBeVisible();
  await expect(page.getByText('Máy này nhớ')).toBeHidden();
  expect(await unfitting(page)).toEqual([]);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Coming group sessions' })).toBeVisible();
  await page.goto(`${village.url}/thon/${slug}/poster`);
  await expect(page.getByRole('img', { name: 'Mã QR của trang Thôn Tân Đông' })).toBeVisible();
  expect(await unfitting(page)).toEqual([]);
  await context.close();
});

test('head and lead keep the page: two edit it at once, a scam is announced, and the member hears of it', async ({
  newPhone,
}) => {
  test.slow();
  const head = await newPhone();
  const lead = await newPhone();
  await head.signIn('head');
  await lead.signIn('lead');
  for (const phone of [head, lead]) {
    await phone.page.goto(phone.page.url().replace(/\/(en\/)?p\/([^/]+)\/.*/, '/p/$2/village-page/info'));
    await expect(phone.page.getByLabel('Số công an xã')).toBeVisible();
  }
  const hours = 'Nhà văn hóa, nhà cộng đồng ở đâu';
  await head.page.getByLabel(hours).fill('Cạnh trường học');
  await lead.page.getByLabel(hours).fill('Cạnh chợ');
  await lead.page.getByLabel('Nhóm Zalo của thôn').fill('http://bit.ly/nhom');
  await head.page.getByRole('button', { name: 'Lưu' }).click();
  await expect(head.page.getByText('Đã lưu. Trang của bà con đã có.')).toBeVisible();
  await lead.page.getByRole('button', { name: 'Lưu' }).click();
  await expect(lead.page.getByText('Đường dẫn phải bắt đầu bằng https://')).toBeVisible();
  await lead.page.getByLabel('Nhóm Zalo của thôn').fill('zalo.me/g/thon900');
  await lead.page.getByRole('button', { name: 'Lưu' }).click();
  await expect(lead.page.getByText('Cạnh trường học')).toBeVisible(); // what the head wrote meanwhile
  await expect(lead.page.getByLabel(hours)).toHaveValue('Cạnh chợ'); // and what was typed stays
  await expectAccessible(lead.page);
  await lead.page.getByRole('button', { name: 'Lưu' }).click();
  await expect(lead.page.getByText('Đã lưu. Trang của bà con đã có.')).toBeVisible();

  await lead.page.goto(lead.page.url().replace(/info$/, 'announce'));
  await lead.page.getByLabel('Lời có sẵn').selectOption({ label: 'Giả người giao hàng' });
  await lead.page.getByRole('button', { name: 'Đưa tin' }).click();
  await expect(lead.page.getByRole('heading', { name: 'Giả người giao hàng' })).toBeVisible();
  await lead.page.getByRole('button', { name: 'Chép lời đọc loa' }).first().click();
  await expect(lead.page.getByText('Kính thưa bà con Thôn Tân Đông.').first()).toBeVisible();
  await expectAccessible(lead.page);

  const member = await newPhone();
  await member.signIn('member');
  await expect(member.page.getByRole('link', { name: /^Xem cả \d tin/ })).toBeVisible();
  await member.goto(`/thon/${slug}`);
  await expect(member.page.getByText('Giả người giao hàng')).toBeVisible();
  await expect(member.page.getByText('Cạnh chợ')).toBeVisible();
  await expect(member.page.getByRole('link', { name: 'Nhóm Zalo của thôn (zalo.me)' })).toBeVisible();
});
