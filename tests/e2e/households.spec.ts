import type { Page } from '@playwright/test';
import { workbook } from '../support/xlsx.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import type { Phone } from './support/phone.ts';
import { addressOf } from './support/base-of.ts';

const household = {
  head: 'Rmah H’Thử',
  address: 'Nhà 977, cuối buôn',
  answers: [],
  people: [{ name: 'Y Bhăm Mẫu', year: 1970 }],
};

async function openList(phone: Phone): Promise<void> {
  await phone.page.getByRole('link', { name: 'Tìm trong tất cả các nhà' }).click();
  await expect(phone.page.getByRole('heading', { level: 1 })).toContainText('Nhà trong thôn');
}
const rows = (page: Page) => page.getByRole('group', { name: 'Danh sách nhà' }).getByRole('listitem');
/** By day and by night, to be looked at. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `test-results/${name}-${colorScheme}.png` });
  }
}

const found = (page: Page) => page.getByRole('status').filter({ hasText: 'nhà' }).first();

test('a household is found offline: without diacritics, by who lives there, by the house, by what is missing', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  await phone.addHousehold(household);
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
  await page.screenshot({ path: 'test-results/households-found.png', fullPage: true });

  // A look at the household and back: the search is as it was left.
  await rows(page).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Rmah H’Thử' })).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue('hthu 977');
  await page.getByRole('button', { name: 'Lọc và sắp xếp' }).click();
  await page.getByLabel('Tình trạng hỏi').selectOption('Hỏi dở');
  await expect(page.getByText('Không thấy nhà nào như vậy.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Bỏ lọc, xem hết' }).click();
  await page.getByLabel('Tình trạng hỏi').selectOption('Chưa hỏi');
  await page.getByRole('button', { name: 'Ẩn phần lọc' }).click();
  await expect(found(page)).toHaveText(/^Tìm thấy \d+ nhà · Chưa hỏi$/);
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/households-filter-named.png' });
  await page.getByRole('button', { name: 'Bỏ lọc', exact: true }).click();
  await expect(found(page)).toHaveText(/^\d+ nhà$/);
  await page.getByRole('button', { name: 'Lọc và sắp xếp' }).click();
  await page.getByLabel('Ai phụ trách').selectOption('Tôi phụ trách');
  await page.getByLabel('Xếp theo').selectOption('Tên chủ hộ');
  await expect(rows(page).first()).toBeVisible();
  await page.screenshot({ path: 'test-results/households-filtered.png', fullPage: true });

  // The same household once more: the possible duplicate is shown before it is saved.
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

test('a list of households comes in from Excel offline: looked at first, taken back after @firefox @webkit', async ({
  newPhone,
}) => {
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
  await picker.setInputFiles({
    name: 'hinh.png',
    mimeType: 'image/png',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0]),
  });
  await expect(page.getByText('Tệp này là ảnh')).toBeVisible();
  await expect(page.getByText('Xin tệp Excel của danh sách')).toBeVisible();
  await picker.setInputFiles({
    name: 'ho-thon-mau.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(workbook([{ name: 'Hộ', rows: list }])),
  });
  await expect(title).toHaveText('Cột nào là gì?');
  await expect(page.getByLabel('Họ và tên chủ hộ')).toHaveValue('headName');
  await expect(page.getByLabel('Số nhà')).toHaveValue('address');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/roster-columns.png', fullPage: true });
  await page.getByRole('button', { name: 'Xem trước' }).click();

  await expect(title).toHaveText('Sẽ thêm 2 nhà');
  await expect(page.getByRole('heading', { name: '4 dòng chưa thêm được' })).toBeVisible();
  for (const why of ['Không có tên chủ hộ.', 'Một ô ghi hai tên.', 'Có số điện thoại.', 'Trùng với dòng 4 trong tệp.'])
    await expect(page.getByText(why)).toBeVisible();
  await page.getByRole('heading', { name: '1 dòng không phải nhà' }).scrollIntoViewIfNeeded();
  await expect(page.getByText('Dòng tổng cộng')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/roster-preview.png', fullPage: true });

  // A refused row is put right on the spot; its phone number is not kept by anybody's leave.
  await page.getByRole('button', { name: /Dòng 8: Mẫu Văn Số/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Tên chủ hộ')).toHaveValue('Mẫu Văn Số');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/roster-mend.png' });
  await dialog.getByRole('button', { name: 'Thêm nhà này' }).click();
  await expect(title).toHaveText('Sẽ thêm 3 nhà');
  await page.getByRole('button', { name: /Dòng 8: Mẫu Văn Số/ }).click();
  await dialog.getByRole('button', { name: 'Không thêm nữa' }).click();
  await expect(title).toHaveText('Sẽ thêm 2 nhà');
  await page.getByRole('button', { name: 'Thêm 2 nhà vào sổ' }).click();
  await expect(title).toHaveText('Đã thêm 2 nhà');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/roster-added.png', fullPage: true });
  await page.getByRole('link', { name: 'Xem danh sách nhà' }).click();
  await page.getByRole('searchbox').fill('nhap');
  await expect(rows(page)).toHaveCount(2);

  // The same file again: all of its households are known.
  await page.getByRole('link', { name: 'Thêm nhà', exact: true }).click();
  await page.getByRole('link', { name: 'Thêm nhiều nhà từ tệp Excel' }).click();
  await picker.setInputFiles({
    name: 'ho-thon-mau.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(list.map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\r\n')),
  });
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(title).toHaveText('Sẽ thêm 0 nhà');
  await expect(page.getByText('Trùng với nhà đã có: Mẫu Văn Nhập, Nhà 801')).toBeVisible();
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await page.getByRole('link', { name: 'Quay lại' }).click();

  await page.getByRole('button', { name: 'Bỏ lại lần thêm này' }).click();
  await page.getByRole('button', { name: 'Bỏ ra khỏi sổ' }).click();
  await expect(page.getByText('Đã bỏ 2 nhà')).toBeVisible();
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await page.getByRole('searchbox').fill('nhap');
  await expect(page.getByText('Không thấy nhà nào như vậy.')).toBeVisible();
});

/** 300 people in 80 households, as a village head might keep them. */
function peopleList(): { readonly rows: string[][]; readonly people: number } {
  const rows: string[][] = [
    ['DANH SÁCH NHÂN KHẨU THÔN MẪU'],
    [],
    ['STT', 'Họ và tên', 'Quan hệ với chủ hộ', 'Ngày sinh', 'Số CCCD', 'Dân tộc', 'Địa chỉ', 'Xóm'],
  ];
  let people = 0;
  const given = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy', 'Tám'];
  for (let household = 0; household < 80; household++) {
    const members = household < 60 ? 4 : 3;
    for (let at = 0; at < members; at++) {
      people++;
      const family = at === 0 ? 'Mẫu Văn' : 'Mẫu Thị';
      const middle = `${given[household % 8]!} ${given[Math.floor(household / 8) % 8]!}`;
      const name = `${family} ${middle} ${given[at]!}${household >= 64 ? ' Đông' : ''}`;
      rows.push([
        String(people),
        name,
        ['Chủ hộ', 'Vợ', 'Con', 'Cháu'][at]!,
        `12/5/${1950 + at * 20 + (household % 10)}`,
        `0660990${String(10_000 + people)}`,
        'Kinh',
        `Nhà ${500 + household}`,
        `Xóm ${household % 4}`,
      ]);
    }
  }
  rows.push(
    ['', 'Tổng cộng: 80 hộ', '', '', '', '', '', ''],
    ['', 'Người lập biểu', '', '', '', '', '', ''],
    ['', 'Mẫu Văn Ký', '', '', '', '', '', ''],
  );
  return { rows, people };
}

test('300 people in 80 households are added from a file, offline, and removed again @long', async ({ newPhone }) => {
  test.slow();
  const phone = await newPhone();
  await phone.signIn('lead');
  await phone.goOffline();
  await openList(phone);
  const { page } = phone;
  const title = page.getByRole('heading', { level: 1 });
  const base = addressOf(page);
  const { rows: lines, people } = peopleList();
  expect(people).toBe(300);
  await expect(found(page)).toHaveText(/^\d+ nhà$/);
  const before = Number.parseInt(await found(page).innerText(), 10);
  await page.getByRole('link', { name: 'Thêm nhà', exact: true }).click();
  await page.getByRole('link', { name: 'Thêm nhiều nhà từ tệp Excel' }).click();
  const picker = page.locator('input[type=file]');
  const file = {
    name: 'nhan-khau.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(workbook([{ name: 'Nhân khẩu', rows: lines }])),
  };
  await picker.setInputFiles(file);
  await expect(page.getByLabel('Họ và tên')).toHaveValue('headName');
  await expect(page.getByLabel('Quan hệ với chủ hộ').first()).toHaveValue('relation');
  await expect(page.getByLabel('Ngày sinh')).toHaveValue('birth');
  await expectAccessible(page);
  await pictures(page, 'roster-people-columns');
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(title).toHaveText('Sẽ thêm 80 nhà, 300 người');
  await expect(page.getByText('Không lấy các cột: Số CCCD, Dân tộc.')).toBeVisible();
  await expectAccessible(page);
  await pictures(page, 'roster-people-preview');
  await page.getByRole('button', { name: 'Thêm 80 nhà, 300 người vào sổ' }).click();
  await expect(title).toHaveText('Đã thêm 80 nhà, 300 người', { timeout: 60_000 });
  // They count at once: not asked yet, in the figures' whole.
  await page.goto(`${base}/progress`);
  await expect(title).toHaveText(new RegExp(`^Đã hỏi \\d+/${before + 80} hộ`));
  await page.screenshot({ path: 'test-results/roster-people-progress.png' });
  await page.goto(`${base}/households`);
  await expect(found(page)).toHaveText(`${before + 80} nhà`);
  await page.getByRole('searchbox').fill('nha 500');
  await expect(found(page)).toHaveText('Tìm thấy 1 nhà');

  // Everybody of the household is listed in it.
  await rows(page).getByRole('link').click();
  await expect(title).toHaveText('Mẫu Văn Một Một Một');
  for (const name of ['Mẫu Thị Một Một Hai', 'Mẫu Thị Một Một Ba'])
    await expect(page.getByText(name).first()).toBeVisible();
  await page.getByRole('link', { name: 'Quay lại' }).click();

  // The same file again adds nothing, and what came in goes as it came.
  await page.getByRole('link', { name: 'Thêm nhà', exact: true }).click();
  await page.getByRole('link', { name: 'Thêm nhiều nhà từ tệp Excel' }).click();
  await picker.setInputFiles(file);
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(title).toHaveText('Sẽ thêm 0 nhà');
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await expect(page.getByText(/đã thêm 80 nhà, 300 người từ tệp/)).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ lại lần thêm này' }).click();
  await page.getByRole('button', { name: 'Bỏ ra khỏi sổ' }).click();
  await expect(page.getByText('Đã bỏ 80 nhà')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await expect(page.getByText('Không thấy nhà nào như vậy.')).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await expect(found(page)).toHaveText(`${before} nhà`);
});
