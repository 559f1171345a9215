import type { Phone } from './support/phone.ts';
import { baseOf } from './support/base-of.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';

// Help for hardship households: who was not helped for 60 days reaches the day, and what was given is counted.

const day = 24 * 60 * 60 * 1000;
const waiting = (phone: Phone) =>
  phone.page.getByRole('list', { name: 'Nhà cần giúp trước, 60 ngày chưa ai giúp' }).locator('a[href*="/households/"]');
const linksIn = (phone: Phone): Promise<string[]> =>
  waiting(phone).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

test('a household that nobody helped for 60 days is given a phone, and is due again 60 days later @long', async ({
  newPhone,
}) => {
  test.slow();
  const member = await newPhone();
  await member.signIn('member');
  const { page } = member;
  const today = page.url();
  await expect(waiting(member).first()).toBeVisible();
  const [household = ''] = await linksIn(member);
  const id = household.split('/').at(-1)!;

  await test.step('what, by whom and when is noted without a network, and no reason', async () => {
    await member.goOffline();
    await waiting(member).first().click();
    await page.getByRole('link', { name: 'Ghi đã giúp nhà này' }).click();
    await expect(page.getByText('Không ghi lý do, không ghi tên người cho.')).toBeVisible();
    await page.getByRole('button', { name: 'Lưu' }).click();
    await expect(page.getByRole('group', { name: 'Giúp gì?' }).getByRole('radio').first()).toBeFocused();
    await page.getByText('Điện thoại', { exact: true }).click();
    await page.getByLabel('Bên nào giúp').fill('Đoàn xã');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Lưu' }).click();
    const given = page.locator('section', { hasText: 'Nhà này đã được giúp' });
    await expect(given.getByRole('listitem')).toContainText(/Điện thoại.*Đoàn xã · \d/s);
    await expectAccessible(page);
  });

  await test.step('the household leaves the day’s list', async () => {
    await page.goto(today);
    await expect(page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
    await expect.poll(async () => (await linksIn(member)).some((link) => link.endsWith(id))).toBe(false);
    await member.goOnline();
    await expect(member.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  });

  await test.step('the head reads how many households were helped, without a name', async () => {
    const head = await newPhone();
    await head.signIn('head');
    await head.goto(`${baseOf(head.page)}/progress/overview/team`);
    const helped = head.page.getByText('Nhà được giúp kỳ này').locator('..');
    await expect(helped).toContainText(/[1-9]\d* nhà/);
    await head.goto(`${baseOf(head.page)}/households/${id}`);
    await expect(head.page.getByText('Đoàn xã')).toBeVisible();
  });

  await test.step('60 days later it is due again', async () => {
    await member.goOffline();
    await page.clock.install({ time: Date.now() + 60 * day });
    await page.goto(today);
    await expect(page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible();
    await expect.poll(async () => (await linksIn(member)).some((link) => link.endsWith(id))).toBe(true);
  });
});
