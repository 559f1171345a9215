import type { HouseholdToAsk, Phone } from './support/phone.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';

// A campaign of the commune: the officer begins it, a member works it, the head sees it, the officer ends it.

const below = (phone: Phone, path: string): string => phone.page.url().replace(/\/p\/([^/]+)\/.*/, `/p/$1/${path}`);
const open = (phone: Phone, path: string) => phone.page.goto(below(phone, path));
const allSent = (phone: Phone) => expect(phone.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });

const name = 'Mỗi người một VNeID';
const household: HouseholdToAsk = {
  head: 'Thử Văn Chiến',
  address: 'Nhà 0, ngõ 0',
  answers: ['Có', 'Có', 1],
  people: [{ name: 'Thử Văn Chiến', year: 1985, does: ['máy riêng', 'vào mạng', 'VNeID', 'tài khoản'] }],
};

test('an officer begins a campaign, a member works it, the head sees it, the officer ends it with its words', async ({
  newPhone,
}) => {
  test.slow();
  const officer = await newPhone();
  await officer.signIn('officer');
  await test.step('the form says what is wrong and keeps what was typed, also without a network', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: 'Chiến dịch', exact: true }).click();
    await page.getByRole('link', { name: 'Mở chiến dịch mới' }).click();
    await page.getByRole('button', { name: 'Lưu chiến dịch' }).click();
    await expect(page.getByText('Ghi tên chiến dịch.')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Tên chiến dịch').fill(name);
    await page.getByLabel('Việc cần đạt').selectOption({ label: 'Tự mở được VNeID mức 2' });
    await officer.goOffline();
    await page.getByRole('button', { name: 'Lưu chiến dịch' }).click();
    await expect(page.getByText('Chưa lưu được. Những gì đã ghi vẫn còn đây.')).toBeVisible();
    await expect(page.getByLabel('Tên chiến dịch')).toHaveValue(name);
    await officer.goOnline();
    await page.getByRole('button', { name: 'Lưu chiến dịch' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Thôn Tân Đông' })).toBeVisible();
    await expectAccessible(page);
  });

  const member = await newPhone();
  await member.signIn('member');
  await test.step('the member sees its household first, with the campaign as the reason', async () => {
    await member.addHousehold(household);
    await member.page.getByRole('link', { name: 'Đánh dấu nhà cần giúp trước' }).click();
    await member.page.getByText(household.head, { exact: true }).last().click();
    await member.page.getByRole('button', { name: 'Đánh dấu', exact: true }).click();
    await expect(member.page.getByRole('heading', { level: 1, name: household.head })).toBeVisible();
    await open(member, 'today');
    // A day that was promised comes before everything.
    const inCampaign = member.page
      .getByRole('list', { name: 'Nên đến hôm nay' })
      .getByRole('listitem')
      .filter({ hasNotText: 'Đã hẹn ngày' });
    await expect(inCampaign.first()).toContainText(`chiến dịch “${name}”`);
    await expect(inCampaign.first()).toContainText(household.head);
    await expectAccessible(member.page);
    await allSent(member);
  });

  const head = await newPhone();
  await head.signIn('head');
  const met = async (): Promise<number> => {
    const card = head.page.locator('section', { has: head.page.getByRole('heading', { level: 3, name }) }).last();
    await expect(card).toContainText(/[\d.]+ trên [\d.]+ người đã có/);
    return Number(/([\d.]+) trên/.exec((await card.textContent()) ?? '')![1]!.replace('.', ''));
  };
  await expect(
    head.page.getByRole('list', { name: 'Đến hẹn' }).getByRole('link', { name: new RegExp(name) }),
  ).toBeVisible();
  await open(head, 'progress/overview/left');
  const before = await met();

  await test.step('the member records the answer, and the household leaves the campaign', async () => {
    await member.page.getByRole('link', { name: household.head }).first().click();
    await member.startQuick();
    for (const spoken of household.answers) await member.answer(spoken);
    await member.askFamily(household.people);
    await expect(member.page.getByRole('heading', { level: 1 })).toHaveText('Xong nhà này');
    await open(member, 'today');
    await expect(member.page.getByRole('list', { name: 'Nên đến hôm nay' })).not.toContainText(household.head);
    await allSent(member);
  });

  await test.step('the head sees it, and who is left', async () => {
    await head.page.reload();
    await allSent(head);
    await expect.poll(met).toBeGreaterThan(before);
    await expectAccessible(head.page);
    await head.page
      .locator('section', { has: head.page.getByRole('heading', { level: 3, name }) })
      .last()
      .getByRole('link', { name: 'Xem những nhà còn lại' })
      .click();
    await expect(head.page.getByRole('status').filter({ hasText: `Chiến dịch ${name}` })).toBeVisible();
    await expect(head.page.getByRole('main')).not.toContainText(household.head);
    await expectAccessible(head.page);
  });

  await test.step('the officer ends it, and has whom to commend and the words for the report', async () => {
    const { page } = officer;
    await page.reload();
    await page.getByRole('button', { name: 'Kết thúc hôm nay' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc hôm nay' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Để biểu dương' })).toBeVisible();
    await expect(page.locator('blockquote')).toContainText(`chiến dịch “${name}”: tự mở được VNeID mức 2`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Chép lời báo cáo' }).click();
    await expect(page.getByText('Đã chép. Mở báo cáo rồi dán vào.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Kết quả: đến ngày');
    await expectAccessible(page);
    await open(officer, 'campaigns');
    await expect(page.getByRole('link', { name: new RegExp(name) })).toContainText('Đã kết thúc');
  });

  await open(member, 'today');
  await expect(member.page.getByRole('list', { name: 'Nên đến hôm nay' })).not.toContainText(name);
});
