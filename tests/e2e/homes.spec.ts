import type { Page } from '@playwright/test';
import { workbook } from '../support/xlsx.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import type { Phone } from './phone.ts';

const home = { head: 'Rmah H’Thử', address: 'Nhà 977, cuối buôn', answers: [], people: [{ name: 'Y Bhăm Mẫu', year: 1970 }] };

async function openList(phone: Phone): Promise<void> {
  await phone.page.getByRole('link', { name: 'Tìm trong tất cả các nhà' }).click();
  await expect(phone.page.getByRole('heading', { level: 1 })).toContainText('Nhà trong thôn');
}
const rows = (page: Page) => page.getByRole('group', { name: 'Danh sách nhà' }).getByRole('listitem');
const found = (page: Page) => page.getByRole('status').filter({ hasText: 'nhà' }).first();

test('a home is found offline: without diacritics, by who lives there, by the house, by what is missing', async ({ newPhone }) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  await phone.addHousehold(home);
  await phone.page.getByRole('link', { name: 'Quay lại' }).click();
  await openList(phone);
  const { page } = phone;
  const search = page.getByRole('searchbox', { name: 'Tìm nhà, tìm người' });
  for (const typed of ['rmah hthu', 'y bham mau', 'nha 977', 'hthu 977']) {
    await search.fill(typed);
    await expect(found(page)).toHaveText('Tìm thấy 1 nhà');
    await expect(rows(page)).toContainText(['Rmah H’Thử']);
  }
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/homes-found.png', fullPage: true });

  // A look at the home and back: the search is as it was left.
  await rows(page).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Rmah H’Thử' })).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue('hthu 977');
  await page.getByRole('button', { name: 'Lọc và sắp xếp' }).click();
  await page.getByLabel('Nhà đang thế nào').selectOption('Hỏi dở');
  await expect(page.getByText('Không thấy nhà nào như vậy.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Bỏ lọc, xem hết' }).click();
  await page.getByLabel('Nhà đang thế nào').selectOption('Chưa hỏi');
  await page.getByRole('button', { name: 'Ẩn phần lọc' }).click();
  await expect(found(page)).toHaveText(/^Tìm thấy \d+ nhà · Chưa hỏi$/);
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/homes-filter-named.png' });
  await page.getByRole('button', { name: 'Bỏ lọc', exact: true }).click();
  await expect(found(page)).toHaveText(/^\d+ nhà$/);
  await page.getByRole('button', { name: 'Lọc và sắp xếp' }).click();
  await page.getByLabel('Ai phụ trách').selectOption('Tôi phụ trách');
  await page.getByLabel('Xếp theo').selectOption('Tên chủ hộ');
  await expect(rows(page).first()).toBeVisible();
  await page.screenshot({ path: 'test-results/homes-filtered.png', fullPage: true });

  // The same home once more: the book says so before it is saved.
  await page.getByRole('link', { name: 'Thêm nhà', exact: true }).click();
  await page.getByLabel('Tên chủ hộ').fill('rmah h thu');
  await page.getByLabel('Tên chủ hộ').fill('Rmah H’Thử');
  await page.getByLabel('Nhà ở đâu trong thôn').fill('Nhà 977, cuối buôn');
  await expect(page.getByText('Cùng tên, cùng chỗ ở')).toBeVisible();
  await expectAccessible(page);
});

const list = [
  ['DANH SÁCH CHỦ HỘ THÔN MẪU'],
  [],
  ['STT', 'Họ và tên chủ hộ', 'Số nhà', 'Xóm'],
  ['1', 'Mẫu Văn Nhập', 'Nhà 801', 'Xóm 9'],
  ['2', 'Mẫu Thị Nhập', 'Nhà 802', 'Xóm 9'],
  ['3', '', 'Nhà 803', 'Xóm 9'],
  ['4', 'Mẫu Văn Nhập, Mẫu Thị Hai', 'Nhà 804', 'Xóm 9'],
  ['5', 'Mẫu Văn Số 0900000001', 'Nhà 805', 'Xóm 9'],
  ['6', 'Mẫu Văn Nhập', 'Nhà 801', 'Xóm 9'],
  ['', 'Tổng cộng', '6 hộ'],
];

test('a list of homes comes in from Excel offline: looked at first, and taken back afterwards', async ({ newPhone }) => {
  const phone = await newPhone();
  await phone.signIn('lead');
  await phone.goOffline();
  await openList(phone);
  const { page } = phone;
  const title = page.getByRole('heading', { level: 1 });
  await page.getByRole('link', { name: 'Thêm nhà', exact: true }).click();
  await page.getByRole('link', { name: 'Thêm nhiều nhà từ tệp Excel' }).click();
  await expectAccessible(page);

  const picker = page.locator('input[type=file]');
  await picker.setInputFiles({ name: 'hinh.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0]) });
  await expect(page.getByText('Không đọc được tệp này')).toBeVisible();
  await picker.setInputFiles({ name: 'ho-thon-mau.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(workbook([{ name: 'Hộ', rows: list }])) });
  await expect(title).toHaveText('Cột nào là gì?');
  await expect(page.getByLabel('Họ và tên chủ hộ')).toHaveValue('headName');
  await expect(page.getByLabel('Số nhà')).toHaveValue('address');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/roster-columns.png', fullPage: true });
  await page.getByRole('button', { name: 'Xem trước' }).click();

  await expect(title).toHaveText('Sẽ thêm 2 nhà');
  await expect(page.getByRole('heading', { name: '5 dòng không thêm được' })).toBeVisible();
  for (const why of ['Không có tên chủ hộ.', 'Một ô ghi hai tên.', 'Có số điện thoại.', 'Trùng với dòng 4 trong tệp.', 'Dòng tổng cộng']) await expect(page.getByText(why)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/roster-preview.png', fullPage: true });
  await page.getByRole('button', { name: 'Thêm 2 nhà vào sổ' }).click();
  await expect(title).toHaveText('Đã thêm 2 nhà');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/roster-added.png', fullPage: true });
  await page.getByRole('link', { name: 'Xem danh sách nhà' }).click();
  await page.getByRole('searchbox').fill('nhap');
  await expect(rows(page)).toHaveCount(2);

  // The same file again: the book has them.
  await page.getByRole('link', { name: 'Thêm nhà', exact: true }).click();
  await page.getByRole('link', { name: 'Thêm nhiều nhà từ tệp Excel' }).click();
  await picker.setInputFiles({ name: 'ho-thon-mau.csv', mimeType: 'text/csv', buffer: Buffer.from(list.map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\r\n')) });
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(title).toHaveText('Sẽ thêm 0 nhà');
  await expect(page.getByText('Trùng với nhà đã có: Mẫu Văn Nhập, Nhà 801')).toBeVisible();
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await page.getByRole('link', { name: 'Quay lại' }).click();

  await page.getByRole('button', { name: 'Bỏ lại lần thêm này' }).click();
  await page.getByRole('button', { name: 'Bỏ các nhà này' }).click();
  await expect(page.getByText('Đã bỏ 2 nhà')).toBeVisible();
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await page.getByRole('searchbox').fill('nhap');
  await expect(page.getByText('Không thấy nhà nào như vậy.')).toBeVisible();
});
