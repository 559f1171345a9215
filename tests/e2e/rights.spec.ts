import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const place = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name });

test('a home sees all that is held about it, takes it along, and a person takes consent back without a network', async ({ newPhone }) => {
  const lead = await newPhone();
  await lead.signIn('lead');
  const { page } = lead;
  await lead.addHousehold({ head: 'Thử Thị Quyền', address: 'Sau chợ', answers: [], people: [{ name: 'Thử Thị Quyền', year: 1961 }] });
  await expect(lead.badge).toHaveText('Đã gửi hết', { timeout: 20_000 });
  await page.getByRole('link', { name: 'Thông tin của nhà này' }).click();
  const main = page.getByRole('main');
  await page.getByRole('button', { name: 'Xem những lần ghi trước' }).click();
  await expect(main).toContainText('Mẫu Văn Thắng ghi');
  await expect(main).toContainText('Thử Thị Quyền; Họ tên: Thử Thị Quyền');
  await lead.goOffline();
  await page.reload();
  await expect(title(page)).toHaveText('Thông tin của nhà này');
  for (const text of ['Sau chợ', '1961', 'Chưa hỏi ý kiến', 'không giữ số căn cước']) await expect(main).toContainText(text);
  await expectAccessible(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Lưu ra tệp cho bà con' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^thon-so-\d{4}-\d\d-\d\d\.txt$/);

  await page.getByRole('link', { name: 'Quay lại' }).click();
  await lead.startQuick();
  await lead.answer('Có');
  await page.getByRole('link', { name: 'Để sau' }).click();
  await page.getByRole('link', { name: 'Thông tin của nhà này' }).click();
  await expect(main).toContainText('Đã đồng ý');
  await page.getByRole('button', { name: 'Rút lại đồng ý' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
  await expect(main).toContainText('Đã rút lại đồng ý');
  await page.getByRole('button', { name: 'Nay đồng ý' }).click();
  await expect(page.getByRole('dialog')).toContainText('Không hỏi số căn cước');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Đồng ý' }).click();
  await expect(page.getByRole('button', { name: 'Rút lại đồng ý' })).toBeVisible();
});

test('erased for good: the home is gone from this phone and from the lead’s other colleagues, and no figure moves', async ({ newPhone }) => {
  const [head, member] = [await newPhone(), await newPhone()];
  await member.signIn('member');
  await member.surveyHousehold({ head: 'Thử Văn Xin Xóa', address: 'Gốc me', answers: ['Có', 'Có', 1], people: [{ name: 'Thử Văn Xin Xóa', year: 1962, does: ['vào mạng'] }] });
  await expect(member.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  await head.signIn('head');
  const { page } = head;
  const figures = async () => [await title(page).textContent(), await page.getByText(/trên \d+ người/).allTextContents()];
  await expect(title(page)).toHaveText(/^Đã hỏi/);
  const before = await figures();

  await head.goto(`${/\/p\/[^/]+/.exec(page.url())?.[0] ?? ''}/households/${householdOn(member.page)}`);
  await page.getByRole('link', { name: 'Thông tin của nhà này' }).click();
  await page.getByRole('button', { name: 'Xóa hẳn cả nhà này' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa hẳn' }).click();
  await expect(page.getByText('Máy này không có nhà này')).toBeVisible({ timeout: 20_000 });
  await place(page, 'Tiến độ').click();
  await expect(title(page)).toHaveText(/^Đã hỏi/);
  expect(await figures()).toEqual(before);

  await member.goOffline();
  await member.goOnline();
  await member.page.getByText('Về danh sách').click();
  await member.page.getByRole('searchbox').fill('Xin Xóa');
  await expect(member.page.getByRole('link', { name: /Thử Văn Xin Xóa/ })).toHaveCount(0, { timeout: 20_000 });
});

const householdOn = (page: Page): string => /(?:survey|households)\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
