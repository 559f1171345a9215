import { baseOf } from './support/base-of.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { pagesOf } from './support/pdf.ts';

// What makes a smart village: figures fill in some of it, people tick the rest.

test('the head ticks two criteria, one offline, prints the sheet, and the officer sees it @no-webkit @long', async ({
  newPhone,
}) => {
  test.slow();
  const head = await newPhone();
  await head.signIn('head');
  const { page } = head;
  await page.getByRole('link', { name: 'Tổ đã làm gì?' }).click();
  await page.getByRole('link', { name: 'Tiêu chí thôn, buôn số' }).click();
  await expect(page.getByText('hộ đạt cả ba tiêu chí')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /^Thôn thông minh/ }).click();

  await test.step('figures answer three of them', async () => {
    const filled = page.getByRole('link', { name: /tài khoản.*: ít nhất 70%/ });
    await expect(filled).toContainText(/\d+ trên \d+ người đã có/);
    await expect(filled).toContainText(/Đạt|Chưa đạt|Chưa rõ/);
    await expect(page.getByText(/chưa đọc được quyết định của tỉnh/)).toBeVisible();
  });
  const answer = (criterion: string, word: string) =>
    page.getByRole('group', { name: criterion }).getByRole('radio', { name: word, exact: true });
  const teamThere = 'Có tổ công nghệ số cộng đồng';
  const address = 'Mọi nhà đã gắn địa chỉ số';

  await test.step('one is ticked with a network, one without', async () => {
    await answer(teamThere, 'Đạt').check({ force: true });
    await expect(page.getByText('Chưa gửi', { exact: true })).toHaveCount(0);
    await head.goOffline();
    await answer(address, 'Chưa đạt').check({ force: true });
    await expect(page.getByText('Chưa gửi', { exact: true })).toBeVisible();
    await expect(page.getByText('Chưa hỏi được máy chủ')).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(answer(address, 'Chưa đạt')).toBeChecked();
    await expect(page.getByText('Chưa gửi', { exact: true })).toBeVisible();
    await head.goOnline();
    await page.reload();
    await expect(answer(address, 'Chưa đạt')).toBeChecked();
    await expect(page.getByText('Chưa gửi', { exact: true })).toHaveCount(0);
  });

  await test.step('the sheet is one page', async () => {
    await page.getByRole('link', { name: 'Bản in một trang' }).click();
    const sheet = page.getByRole('region', { name: 'Phiếu tự đánh giá: Thôn thông minh' });
    await expect(sheet.getByRole('row')).toHaveCount(10);
    await expect(sheet.getByRole('row', { name: new RegExp(address) })).toContainText('Chưa đạt');
    await expect(sheet.getByRole('row', { name: new RegExp(teamThere) })).toContainText(/đánh dấu ngày/);
    await expectAccessible(page);
    expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1);
  });

  const officer = await newPhone();
  await officer.signIn('officer');
  await officer.page
    .getByRole('link', { name: /Tân Đông/ })
    .first()
    .click();
  await officer.page.getByRole('link', { name: 'Tiêu chí thôn, buôn số' }).click();
  await officer.page.getByRole('link', { name: /^Thôn thông minh/ }).click();
  const seen = officer.page.getByRole('listitem').filter({ hasText: address });
  await expect(seen).toContainText('Chưa đạt');
  await expect(seen).toContainText(/đánh dấu ngày/);
  await expect(officer.page.getByRole('radio')).toHaveCount(0);
  await expectAccessible(officer.page);
});

test('two people tick one criterion at once: the second is asked @long', async ({ newPhone }) => {
  const head = await newPhone();
  const lead = await newPhone();
  await head.signIn('head');
  await lead.signIn('lead');
  for (const phone of [head, lead]) await phone.goto(`${baseOf(phone.page)}/checklists/smartVillage`);
  const channel = 'Thôn, buôn báo tin và nhận phản ánh của bà con qua Zalo hoặc nền tảng số khác';
  const answer = (phone: typeof head, word: string) =>
    phone.page.getByRole('group', { name: channel }).getByRole('radio', { name: word, exact: true });
  await expect(answer(lead, 'Chưa xem')).toBeChecked();
  await lead.goOffline();
  await answer(lead, 'Chưa đạt').check({ force: true });
  await answer(head, 'Đạt').check({ force: true });
  await expect(head.page.getByText('Chưa gửi', { exact: true })).toHaveCount(0);
  await lead.goOnline();
  await lead.page.reload();
  await expect(lead.page.getByText('Có người vừa đánh dấu khác.')).toBeVisible();
  await expect(lead.page.getByText(/^Trên máy bây giờ: Đạt \(/)).toBeVisible();
  await expectAccessible(lead.page);
  await lead.page.getByRole('button', { name: 'Lấy như trên máy' }).click();
  await expect(answer(lead, 'Đạt')).toBeChecked();
  await expect(lead.page.getByText('Có người vừa đánh dấu khác.')).toHaveCount(0);
});

test('a household sees what it lacks to be a digital family, and the guide for it', async ({ newPhone }) => {
  const member = await newPhone();
  await member.signIn('member');
  const { page } = member;
  await page
    .getByRole('link', { name: /Xem|Tìm|nhà/ })
    .first()
    .waitFor();
  await member.goto(`${baseOf(page)}/households`);
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Nhà này đã là gia đình số chưa?' }).click();
  await expect(page.getByRole('heading', { name: 'Tự mở được VNeID mức 2' })).toBeVisible();
  await expect(page.getByText(/Mọi người từ 16 tuổi trong nhà: \d+ trên \d+ người/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Bản in một trang' }).click();
  await expect(page.getByRole('region', { name: 'Phiếu tự đánh giá: Gia đình số' }).getByRole('row')).toHaveCount(4);
  await expectAccessible(page);
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1);
});
