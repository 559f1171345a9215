import { expect, expectAccessible, test } from './support/fixtures.ts';
import type { Phone } from './support/phone.ts';
import { baseOf } from './support/base-of.ts';

const title = (phone: Phone) => phone.page.getByRole('heading', { level: 1 });

async function editName(phone: Phone, household: string, name: string): Promise<void> {
  await phone.goto(`${baseOf(phone.page)}/households/${household}/edit`);
  await phone.page.getByLabel('Tên chủ hộ').fill(name);
  await phone.page.getByRole('button', { name: 'Lưu nhà này' }).click();
  await expect(title(phone)).toHaveText(name);
}

async function send(phone: Phone): Promise<void> {
  await phone.goOnline();
  await phone.goto(`${baseOf(phone.page)}/settings`);
  await phone.page.getByRole('button', { name: 'Gửi ngay' }).click();
  await expect(phone.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
}

/** What somebody types is text, here as everywhere. */
const third = 'Nhà Thử Ba <img src=x onerror="alert(1)">';

test('a conflict of two offline edits: both values are kept, the lead chooses, offline, and all see the same', async ({
  newPhone,
}) => {
  const [member, lead] = [await newPhone(), await newPhone()];
  await member.signIn('member');
  await member.addHousehold({ head: 'Nhà Thử Trùng', address: 'Xóm thử', answers: [], people: [] });
  await expect(member.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  const household = new URL(member.page.url()).pathname.split('/').at(-1)!;
  await lead.signIn('lead');

  await test.step('each corrects the name without knowing of the other', async () => {
    await member.goOffline();
    await lead.goOffline();
    await editName(member, household, 'Nhà Thử Một');
    await editName(lead, household, 'Nhà Thử Hai');
    await send(member);
    await send(lead);
  });

  await test.step('the lead sees it on the first screen and on the household, and may leave it', async () => {
    await lead.goto(`${baseOf(lead.page)}/today`);
    // At least this one: stories before it, in the same village, may have left others.
    await expect(lead.page.getByText(/Hai người ghi khác nhau: [1-9]/)).toBeVisible();
    await lead.goto(`${baseOf(lead.page)}/households/${household}`);
    await expect(lead.page.getByText('Nhà này có 1 mục hai người ghi khác nhau')).toBeVisible();
    await expectAccessible(lead.page);
    await lead.page.getByRole('link', { name: 'Xem', exact: true }).click();
    await expect(title(lead)).toHaveText('Hai người ghi khác nhau: 1');
    await expectAccessible(lead.page);
  });

  await test.step('both names are there with who wrote them; choosing needs no network', async () => {
    await lead.goOffline();
    await lead.page.getByRole('link', { name: /Tên chủ hộ/ }).click();
    await expect(title(lead)).toHaveText('Tên chủ hộ');
    await expect(lead.page.getByRole('radio', { name: /Nhà Thử Hai.*Tôi, / })).toBeVisible();
    await expect(lead.page.getByRole('radio', { name: /Nhà Thử Một/ })).not.toHaveAccessibleName(/Một máy khác|Tôi, /);
    await expectAccessible(lead.page);
    await lead.page.getByRole('button', { name: 'Ghi câu này' }).click();
    await expect(lead.page.getByText('Chọn một câu, hoặc chọn Ghi khác.')).toBeVisible();
    await lead.page.getByText('Ghi khác', { exact: true }).click();
    await lead.page.getByLabel('Câu đúng là').fill(third);
    await lead.page.getByRole('button', { name: 'Ghi câu này' }).click();
    await expect(title(lead)).toHaveText('Hai người ghi khác nhau');
    await lead.goto(`${baseOf(lead.page)}/households/${household}`);
    await expect(title(lead)).toHaveText(third);
    await expect(lead.page.locator('main img')).toHaveCount(0);
    await expect(lead.page.getByText('hai người ghi khác nhau')).toHaveCount(0);
  });

  await test.step('sent, it settles the matter for everybody', async () => {
    await send(lead);
    await send(member);
    await member.goto(`${baseOf(member.page)}/households/${household}`);
    await expect(title(member)).toHaveText(third);
    await expect(member.page.getByText('hai người ghi khác nhau')).toHaveCount(0);
  });
});
