import { expect, expectAccessible, test } from './support/fixtures.ts';

const step = 'vneid/open/wallet';
const report = 'Màn hình khác: bấm để báo';

test('one tap, also offline, says that a screen differs; many warn readers and are listed @no-webkit', async ({
  page,
  goOffline,
  goOnline,
  newPhone,
}) => {
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto('/guides/vneid');
  const shown = page.locator(`li[data-of="${step.slice(step.indexOf('/') + 1)}"]`);
  const hash = `#${await shown.getAttribute('id')}`;
  await goOffline();
  await page.goto(`/guides/vneid${hash}`);
  await page.getByRole('button', { name: report }).click();
  await expect(page.getByText('Đã ghi, có mạng sẽ gửi.')).toBeVisible();
  await expect(page.getByRole('button', { name: report })).toHaveCount(0);
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await goOnline();
  expect((await sent).postDataJSON()).toEqual({
    step,
    app: 'VNeID',
    on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown,
  });
  expect((await (await sent).allHeaders())['cookie']).toBeUndefined();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('thon-so.changed'))).toContain('"waiting":[]');

  const on = await page.evaluate(() => new Date().toISOString().slice(0, 10));
  for (let reader = 2; reader <= 5; reader += 1)
    expect((await page.request.post('/api/guides/changed', { data: { step, app: 'VNeID', on } })).ok()).toBe(true);
  const reader = await newPhone();
  await reader.page.goto(`${new URL(page.url()).origin}/guides/vneid${hash}`);
  await expect(reader.page.locator(hash)).toContainText('Nhiều người báo màn hình đã đổi, hỏi tổ viên.');
  await expectAccessible(reader.page);

  const officer = await newPhone();
  await officer.signIn('officer');
  await officer.page.getByRole('navigation').getByRole('link', { name: 'Tổ', exact: true }).click();
  await officer.page.getByRole('link', { name: 'Người và máy của tổ' }).click();
  await officer.page.getByRole('link', { name: 'Bước hướng dẫn bị báo khác' }).click();
  const row = officer.page.getByRole('listitem').filter({ hasText: 'Làm và mở VNeID mức 2' });
  await expect(row).toContainText('5 lần báo');
  await expectAccessible(officer.page);
});
