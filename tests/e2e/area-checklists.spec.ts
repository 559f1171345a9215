import { baseOf } from './support/base-of.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { pagesOf } from './support/pdf.ts';
import type { Phone } from './support/phone.ts';

// A checklist that a commune keeps itself: the officer writes it from a decision, the village ticks it.

const listName = 'Thôn thông minh của xã';
const lines = [
  '1. Sóng 4G phủ khắp thôn, buôn',
  '2. Nhà văn hóa có Wi-Fi',
  '3. 70% người trưởng thành có tài khoản ngân hàng',
  '4. Có camera an ninh ở đường chính',
  '5. Có nhóm Zalo để báo tin',
];
const text = (phone: Phone, number: number) =>
  phone.page
    .getByRole('group', { name: `Tiêu chí ${number}`, exact: true })
    .getByRole('textbox', { name: /Nguyên văn/ });
const open = (phone: Phone, path: string) => phone.goto(`${baseOf(phone.page)}/${path}`);

/** Types the head of a list. */
async function writeHead({ page }: Phone, name: string): Promise<void> {
  await page.getByLabel('Tên bộ tiêu chí').fill(name);
  await page.getByLabel('Số quyết định').fill('Quyết định số 12/QĐ-UBND của xã');
  await page.getByLabel('Ngày ký').fill('01/09/2026');
  await page.getByLabel('Đọc quyết định ở đâu').fill('Văn phòng UBND xã');
}

/** Withdraws the list that is open, so that the village has the built-in ones again. */
async function withdraw({ page }: Phone): Promise<void> {
  await page.getByRole('button', { name: 'Rút bộ này' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rút bộ này' }).click();
  await expect(page.getByText('Bộ này đã rút')).toBeVisible();
}

test('an officer writes a list by paste, the head ticks it without a network and prints it', async ({ newPhone }) => {
  test.slow();
  const officer = await newPhone();
  await officer.signIn('officer');
  const { page } = officer;

  await test.step('the commune has none yet', async () => {
    await page.getByRole('link', { name: 'Bộ tiêu chí của xã, tỉnh' }).click();
    await expect(page.getByText('Chưa có bộ tiêu chí riêng')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Thêm bộ tiêu chí' }).click();
  });

  await test.step('the form says what is missing', async () => {
    await page.getByRole('button', { name: 'Lưu cho thôn, buôn thấy' }).click();
    for (const wrong of ['Ghi tên bộ tiêu chí.', 'Ghi số quyết định.', 'Ghi ít nhất một tiêu chí.'])
      await expect(page.getByText(wrong)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('five pasted lines are five criteria; one of them becomes a figure’s', async () => {
    await writeHead(officer, listName);
    await text(officer, 1).fill(lines.join('\n'));
    await expect(page.getByText('Đã thành 5 tiêu chí.')).toBeVisible();
    for (const [at, line] of lines.entries()) await expect(text(officer, at + 1)).toHaveValue(line);
    const third = page.getByRole('group', { name: 'Tiêu chí 3', exact: true });
    await third.getByRole('radio', { name: 'Máy điền' }).check({ force: true });
    await third.getByLabel('Theo số liệu nào').selectOption({ label: 'Có tài khoản đứng tên mình, từ 18 tuổi' });
    await third.getByRole('textbox', { name: 'Ít nhất bao nhiêu phần trăm' }).fill('70');
    await expect(third.getByText('Tính trên số người từ 18 tuổi.')).toBeVisible();
  });

  await test.step('criteria move and go, and come back', async () => {
    await page.getByRole('button', { name: 'Lên, tiêu chí 5' }).click();
    await expect(text(officer, 4)).toHaveValue(lines[4]!);
    await expect(text(officer, 4)).toBeFocused();
    await page.getByRole('button', { name: 'Xuống, tiêu chí 4' }).click();
    await page.getByRole('button', { name: 'Bỏ, tiêu chí 2' }).click();
    await expect(page.getByRole('group', { name: /^Tiêu chí \d$/ })).toHaveCount(4);
    await page.getByRole('button', { name: 'Lấy lại như cũ' }).click();
    for (const [at, line] of lines.entries()) await expect(text(officer, at + 1)).toHaveValue(line);
    await expectAccessible(page);
  });

  await test.step('what is typed stays without a network, after leaving the page', async () => {
    await officer.goOffline();
    await page.getByRole('button', { name: 'Lưu cho thôn, buôn thấy' }).click();
    await expect(page.getByText('Chưa lưu được. Những gì đã ghi vẫn còn đây.')).toBeVisible();
    await officer.goOnline();
    await open(officer, 'criteria');
    await page.getByRole('link', { name: new RegExp(listName) }).click();
    await expect(page.getByText('Những gì vừa ghi đang giữ trên máy này')).toBeVisible();
    await expect(text(officer, 5)).toHaveValue(lines[4]!);
    const preview = page.locator('section', {
      has: page.getByRole('heading', { level: 2, name: 'Thôn, buôn sẽ thấy' }),
    });
    await expect(preview.last()).toContainText('ít nhất 70% số người từ 18 tuổi');
    await page.getByRole('button', { name: 'Lưu cho thôn, buôn thấy' }).click();
    await expect(page.getByRole('heading', { level: 1, name: listName })).toBeVisible();
    await expect(page.getByText('thay cho danh sách “Thôn thông minh” có sẵn')).toBeVisible();
    await expectAccessible(page);
  });

  const head = await newPhone();
  await head.signIn('head');
  const answer = (line: string, word: string) =>
    head.page.getByRole('group', { name: line }).getByRole('radio', { name: word, exact: true });

  await test.step('the head sees it instead of the built-in list, and ticks it without a network', async () => {
    await open(head, 'checklists');
    await expect(head.page.getByRole('link', { name: new RegExp(listName) })).toContainText('trên 5 tiêu chí');
    await expect(head.page.getByRole('link', { name: /^Khu dân cư công nghệ số/ })).toBeVisible();
    await expect(head.page.getByRole('link', { name: /^Thôn thông minh Đạt/ })).toHaveCount(0);
    await head.page.getByRole('link', { name: new RegExp(listName) }).click();
    await expect(head.page.getByText('Quyết định số 12/QĐ-UBND của xã, ngày 01/09/2026')).toBeVisible();
    await expect(head.page.getByRole('link', { name: lines[2]! })).toContainText(/\d+ trên \d+ người đã có/);
    await head.goOffline();
    await answer(lines[1]!, 'Đạt').check({ force: true });
    await answer(lines[3]!, 'Chưa đạt').check({ force: true });
    await expect(head.page.getByText('Chưa gửi', { exact: true })).toHaveCount(2);
    await head.page.reload();
    await expect(answer(lines[3]!, 'Chưa đạt')).toBeChecked();
    await expectAccessible(head.page);
    await head.goOnline();
    await head.page.reload();
    await expect(head.page.getByText('Chưa gửi', { exact: true })).toHaveCount(0);
    await expect(answer(lines[1]!, 'Đạt')).toBeChecked();
  });

  await test.step('and prints it on one page, with its decision', async () => {
    await head.page.getByRole('link', { name: 'Bản in để ký' }).click();
    const sheet = head.page.getByRole('region', { name: `Phiếu tự đánh giá: ${listName}` });
    await expect(sheet.getByRole('row')).toHaveCount(6);
    await expect(sheet.getByRole('row', { name: new RegExp(lines[3]!) })).toContainText('Chưa đạt');
    await expect(head.page.getByText('Quyết định số 12/QĐ-UBND của xã, ngày 01/09/2026')).toBeVisible();
    await expectAccessible(head.page);
    expect(pagesOf(await head.page.pdf({ format: 'A4' }))).toBe(1);
  });

  await test.step('the officer sees the state', async () => {
    await open(officer, 'villages');
    await page
      .getByRole('link', { name: /Tân Đông/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Tiêu chí thôn, buôn số' }).click();
    await page.getByRole('link', { name: new RegExp(listName) }).click();
    const seen = page.getByRole('listitem').filter({ hasText: lines[3]! });
    await expect(seen).toContainText('Chưa đạt');
    await expect(seen).toContainText(/đánh dấu ngày/);
    await expectAccessible(page);
  });

  await test.step('edited, the list has the new words and the old ticks; withdrawn, nobody sees it', async () => {
    await open(officer, 'criteria');
    await page.getByRole('link', { name: new RegExp(listName) }).click();
    await page.getByRole('link', { name: 'Sửa bộ tiêu chí' }).click();
    await text(officer, 4).fill('4. Có camera ở mọi ngõ');
    await page.getByRole('button', { name: 'Lưu cho thôn, buôn thấy' }).click();
    await expect(page.getByRole('heading', { level: 1, name: listName })).toBeVisible();
    await open(head, 'checklists');
    await head.page.getByRole('link', { name: new RegExp(listName) }).click();
    await expect(answer('4. Có camera ở mọi ngõ', 'Chưa đạt')).toBeChecked();
    await withdraw(officer);
    await expectAccessible(page);
    await open(head, 'checklists');
    await expect(head.page.getByRole('link', { name: /^Thôn thông minh Đạt/ })).toBeVisible();
    await expect(head.page.getByRole('link', { name: new RegExp(listName) })).toHaveCount(0);
  });
});

test('two officers edit one list at once: the second is asked, and nothing is lost @long', async ({ newPhone }) => {
  test.slow();
  const name = 'Bộ tiêu chí hai người sửa';
  const first = await newPhone();
  const second = await newPhone();
  await first.signIn('officer');
  await second.signIn('officer');
  const save = (phone: Phone) => phone.page.getByRole('button', { name: 'Lưu cho thôn, buôn thấy' }).click();
  await open(first, 'criteria/new');
  await writeHead(first, name);
  await text(first, 1).fill('Một\nHai\nBa');
  await save(first);
  await expect(first.page.getByRole('heading', { level: 1, name })).toBeVisible();

  for (const phone of [first, second]) {
    await open(phone, 'criteria');
    await phone.page.getByRole('link', { name: new RegExp(name) }).click();
    await phone.page.getByRole('link', { name: 'Sửa bộ tiêu chí' }).click();
    await expect(text(phone, 3)).toHaveValue('Ba');
  }
  await text(first, 1).fill('Một, người thứ nhất');
  await text(first, 2).fill('Hai, người thứ nhất');
  await save(first);
  await expect(first.page.getByRole('heading', { level: 1, name })).toBeVisible();

  await text(second, 2).fill('Hai, người thứ hai');
  await text(second, 3).fill('Ba, người thứ hai');
  await save(second);
  await expect(second.page.getByText('Vừa có người lưu bộ này.')).toBeVisible();
  await expect(text(second, 1)).toHaveValue('Một, người thứ nhất');
  await expect(text(second, 2)).toHaveValue('Hai, người thứ hai');
  await expect(second.page.getByText('Trên máy bây giờ: Hai, người thứ nhất')).toBeVisible();
  await expectAccessible(second.page);
  await second.page.getByRole('button', { name: 'Lấy như trên máy' }).click();
  await expect(text(second, 2)).toHaveValue('Hai, người thứ nhất');
  await save(second);
  await expect(second.page.getByRole('heading', { level: 1, name })).toBeVisible();
  for (const line of ['Một, người thứ nhất', 'Hai, người thứ nhất', 'Ba, người thứ hai'])
    await expect(second.page.getByRole('listitem').filter({ hasText: line })).toBeVisible();
  await withdraw(second);
});
