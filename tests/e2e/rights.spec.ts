import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { baseOf } from './support/base-of.ts';

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const place = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name });

test('a household sees all that is held about it and takes it along; a person withdraws consent offline', async ({
  newPhone,
}) => {
  const lead = await newPhone();
  await lead.signIn('lead');
  const { page } = lead;
  await lead.addHousehold({
    head: 'Thử Thị Quyền',
    address: 'Sau chợ',
    answers: [],
    people: [{ name: 'Thử Thị Quyền', year: 1961 }],
  });
  await expect(lead.badge).toHaveText('Đã gửi hết', { timeout: 20_000 });
  await page.getByRole('link', { name: 'Thông tin của nhà này' }).click();
  const main = page.getByRole('main');
  await page.getByRole('button', { name: 'Xem những lần ghi trước' }).click();
  await expect(main).toContainText('Mẫu Văn Thắng ghi');
  await expect(main).toContainText('Thử Thị Quyền; Họ tên: Thử Thị Quyền');
  await lead.goOffline();
  await page.reload();
  await expect(title(page)).toHaveText('Thông tin của nhà này');
  for (const text of ['Sau chợ', '1961', 'Chưa hỏi ý kiến', 'không giữ số căn cước'])
    await expect(main).toContainText(text);
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Lưu ra tệp cho bà con' }).click(),
  ]);
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

test('erased for good: the household is gone from this phone and from the lead’s, and no figure moves', async ({
  newPhone,
}) => {
  const [head, member] = [await newPhone(), await newPhone()];
  await member.signIn('member');
  await member.surveyHousehold({
    head: 'Thử Văn Xin Xóa',
    address: 'Gốc me',
    answers: ['Có', 'Có', 1],
    people: [{ name: 'Thử Văn Xin Xóa', year: 1962, does: ['vào mạng'] }],
  });
  await expect(member.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  await head.signIn('head');
  const { page } = head;
  const figures = async () => {
    const missing = page.getByText(/^Còn \d+ người nữa là đạt/);
    await expect(missing, 'the village’s targets are there').toHaveCount(2);
    return [await title(page).textContent(), await missing.allTextContents()];
  };
  await expect(title(page)).toHaveText(/^Đã hỏi/);
  const before = await figures();

  await head.goto(`${baseOf(page)}/households/${householdOn(member.page)}`);
  await page.getByRole('link', { name: 'Thông tin của nhà này' }).click();
  await page.getByRole('button', { name: 'Xóa hẳn cả nhà này' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa hẳn' }).click();
  await expect(page.getByRole('dialog')).toContainText('Hãy chọn lý do.');
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^Bà con xin xóa/ })
    .check();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa hẳn' }).click();
  await expect(page.getByText('Đã xóa hẳn Thử Văn Xin Xóa.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('link', { name: 'Về danh sách nhà' })).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await place(page, 'Tiến độ').click();
  await expect(title(page)).toHaveText(/^Đã hỏi/);
  expect(await figures()).toEqual(before);

  await member.goOffline();
  await member.goOnline();
  await member.page.getByText('Về danh sách').click();
  await member.page.getByRole('searchbox').fill('Xin Xóa');
  await expect(member.page.getByRole('link', { name: /Thử Văn Xin Xóa/ })).toHaveCount(0, { timeout: 20_000 });
});

test('erased by mistake: the head brings the household back, and it is on every phone again @long', async ({
  newPhone,
}) => {
  const [head, member] = [await newPhone(), await newPhone()];
  await member.signIn('member');
  await member.addHousehold({
    head: 'Thử Thị Xóa Nhầm',
    address: 'Gốc xoài',
    answers: [],
    people: [{ name: 'Thử Thị Xóa Nhầm', year: 1962 }],
  });
  await expect(member.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  await head.signIn('head');
  const { page } = head;
  const base = baseOf(page);
  const household = householdOn(member.page);
  await head.goto(`${base}/households/${household}/rights`);
  await page.getByRole('button', { name: 'Xóa hẳn cả nhà này' }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^Ghi nhầm/ })
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa hẳn' }).click();
  await expect(page.getByText(/^Đã xóa Thử Thị Xóa Nhầm\. Lấy lại được đến/)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('link', { name: 'Xem mục còn lấy lại được' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Thử Thị Xóa Nhầm' });
  await expect(row).toContainText('1 hộ, 1 người');
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Lấy lại' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lấy lại' }).click();
  await expect(page.getByText('Đã lấy lại.')).toBeVisible();
  await expect(row).toHaveCount(0);
  await head.goto(`${base}/households/${household}/rights`);
  await expect(page.getByRole('main')).toContainText('Gốc xoài', { timeout: 20_000 });
  await member.goOffline();
  await member.goOnline();
  await member.page.reload();
  await expect(member.page.getByRole('main')).toContainText('Thử Thị Xóa Nhầm', { timeout: 20_000 });
});

const householdOn = (page: Page): string => /(?:survey|households)\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
