import { expect, expectAccessible, test } from './support/fixtures.ts';
import type { HouseholdToAsk } from './support/phone.ts';

const first: HouseholdToAsk = {
  head: 'Bà Thử Gộp',
  address: 'Xóm ghi trùng',
  answers: ['Có', 'Chưa', 2],
  people: [
    { name: 'Bà Thử Gộp', year: 1958 },
    { name: 'Anh Thử Ghép', year: 1990 },
  ],
};
const second: HouseholdToAsk = {
  head: 'Bà Thử Gộp',
  address: 'Nhà ở xa',
  answers: ['Có', 'Chưa', 2],
  people: [
    { name: 'Bà Thử Gộp', year: 1958 },
    { name: 'Cháu Thử Liền', year: 2015 },
  ],
};

test('duplicate households are merged without a network, taken back, merged again and sent', async ({ newPhone }) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  const { page } = phone;
  const people = page.getByRole('link', { name: /sinh \d{4}/ });
  await phone.addHousehold(first);
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await phone.addHousehold(second);

  await page.getByRole('link', { name: 'Nhà này ghi trùng' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Gộp nhà ghi trùng');
  await page.getByRole('radio', { name: /Xóm ghi trùng/ }).check();
  await page.getByText('nhà kia', { exact: true }).click();
  await expect(page.getByRole('checkbox', { name: 'Bà Thử Gộp' })).toBeChecked();
  await expect(page.getByText('3 người')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Gộp hai nhà' }).click();

  await expect(page.getByText('Đã gộp với Bà Thử Gộp')).toBeVisible();
  await expect(page.getByText('Xóm ghi trùng').first()).toBeVisible();
  await expect(people).toHaveCount(3);

  await page.getByRole('button', { name: 'Tách lại' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Tách lại' }).click();
  await expect(people).toHaveCount(2);
  await page.getByRole('link', { name: 'Nhà này ghi trùng' }).click();
  await page.getByRole('radio', { name: /Nhà ở xa/ }).check();
  await page.getByRole('button', { name: 'Gộp hai nhà' }).click();
  await expect(people).toHaveCount(3);

  await phone.killPage();
  await phone.reopenApp();
  await phone.goOnline();
  await expect(phone.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  await expect(phone.page.getByRole('link', { name: /Xóm ghi trùng/ }).first()).toBeVisible();
  await expect(phone.page.getByRole('link', { name: /Nhà ở xa/ })).toHaveCount(0);

  // The server has carried it out: the way back is where merging is.
  await phone.page
    .getByRole('link', { name: /Xóm ghi trùng/ })
    .first()
    .click();
  await phone.page.getByRole('link', { name: 'Nhà này ghi trùng' }).click();
  await expect(phone.page.getByRole('heading', { name: 'Đã gộp trước đây' })).toBeVisible();
  await expectAccessible(phone.page);
  await phone.page.getByRole('button', { name: 'Tách lại' }).click();
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Tách lại' }).click();
  await expect(phone.page.getByRole('heading', { name: 'Đã gộp trước đây' })).toHaveCount(0);
  await expect(phone.page.getByRole('radio', { name: /Nhà ở xa/ })).toBeVisible();
});
