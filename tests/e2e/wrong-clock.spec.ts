import { expect, expectAccessible, test } from './support/fixtures.ts';
import type { Phone } from './support/phone.ts';
import { baseOf } from './support/base-of.ts';

const day = 24 * 60 * 60 * 1000;
const households = async (phone: Phone): Promise<string[]> =>
  phone.page
    .getByRole('main')
    .locator('a[href*="/households/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/households/')[1] ?? ''));

for (const [name, off, says, tag] of [
  ['25 days behind', -25 * day, 'Máy này sai ngày giờ: chậm 25 ngày', ''],
  ['a year ahead', 365 * day, 'Máy này sai ngày giờ: nhanh 365 ngày', ' @long'],
] as const) {
  test(`a phone ${name}: says so and how to set it, and screens know the right day${tag}`, async ({ newPhone }) => {
    const [right, wrong] = [await newPhone(), await newPhone()];
    await right.signIn('lead');
    await wrong.page.clock.install({ time: Date.now() + off });
    await wrong.signIn('lead');

    await test.step('Hôm nay and Cài đặt say so, offline too; the day’s order is that of any other phone', async () => {
      await expect(wrong.page.getByText(says)).toBeVisible();
      await expect(wrong.page.getByText(/bật đặt giờ tự động/)).toBeVisible();
      await expectAccessible(wrong.page);
      await expect.poll(() => households(wrong)).toEqual(await households(right));
      await wrong.goOffline();
      await wrong.goto(`${baseOf(wrong.page)}/settings`);
      await expect(wrong.page.getByText(says)).toBeVisible();
      await wrong.goOnline();
      await expect(right.page.getByText(/Máy này sai ngày giờ/)).toHaveCount(0);
    });

    await test.step('Progress and Report agree whether the month’s report may be sent', async () => {
      const maySend = async (phone: Phone) => {
        await phone.signIn('head');
        const progress = phone.page.url();
        await phone.goto(`${baseOf(phone.page)}/report`);
        await expect(phone.page.getByText(/Bản nháp, chưa ký|đã ký và gửi lúc/)).toBeVisible();
        const isDue = (await phone.page.getByRole('button', { name: 'Ký và gửi xã' }).count()) === 1;
        await phone.page.goto(progress);
        const link = isDue ? /^(Đến kỳ báo cáo|Báo cáo tháng chưa gửi)/ : /^Xem báo cáo tháng/;
        await expect(phone.page.getByRole('link', { name: link })).toBeVisible();
        return isDue;
      };
      expect(await maySend(wrong)).toBe(await maySend(right));
    });

    await test.step('set right, the line goes with the next contact', async () => {
      await wrong.goto(`${baseOf(wrong.page)}/settings`);
      await expect(wrong.page.getByText(says)).toBeVisible();
      await wrong.page.clock.setSystemTime(Date.now());
      await wrong.page.getByRole('button', { name: 'Gửi ngay' }).click();
      await expect(wrong.page.getByText(/Máy này sai ngày giờ/)).toHaveCount(0, { timeout: 60_000 });
    });
  });
}
