import { baseOf } from './support/base-of.ts';
import type { Page } from '@playwright/test';
import { cardToken } from '../../src/features/team/card/card-token.ts';
import { minuteOf, type CardsResponse } from '../../src/protocol/accounts/card.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { closePhoneOf, invite } from './support/invite.ts';

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const place = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name });
const enrolmentOf = (page: Page): string => /\/p\/([^/]+)/.exec(page.url())?.[1] ?? '';

test('a lead invites with a QR code, sees who is still to come, and takes it back', async ({ newPhone }) => {
  const lead = await newPhone();
  await lead.signIn('lead');
  const { page } = lead;
  await place(page, 'Tổ').click();
  await page.getByRole('link', { name: 'Mời người vào tổ' }).click();
  await page.getByLabel('Tên người được mời').fill('Thử Thị Hẹn');
  await page.getByText('1 ngày').click();
  await page.getByRole('button', { name: 'Tạo lời mời' }).click();
  await expect(page.getByRole('img', { name: 'Mã QR của lời mời' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Quay lại' }).click();
  await page.getByRole('link', { name: 'Người và máy của tổ' }).click();
  await expect(title(page)).toHaveText('Người và máy của tổ');
  const row = page.getByRole('listitem').filter({ hasText: 'Thử Thị Hẹn' });
  await expect(row).toContainText('Tổ viên, thôn Tân Đông');
  await expectAccessible(page);
  await row.getByRole('button', { name: /^Rút lại/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
  await expect(page.getByText('Đã rút lại lời mời.')).toBeVisible();
  await expect(row).toHaveCount(0);

  await test.step('without a network it says so', async () => {
    await lead.goOffline();
    await page.getByRole('link', { name: 'Quay lại' }).click();
    await page.getByRole('link', { name: 'Người và máy của tổ' }).click();
    await expect(page.getByText('Chưa xem được: không tới được máy chủ')).toBeVisible();
    await lead.goOnline();
    await page.getByRole('button', { name: 'Bấm lại' }).click();
    await expect(page.getByRole('heading', { name: 'Lời mời đang chờ' })).toBeVisible();
  });
});

test('a lead closes a lost phone: locked as it lies there, it empties itself at its next contact and says why', async ({
  newPhone,
}) => {
  const lead = await newPhone();
  await lead.signIn('lead');
  const { page } = lead;
  const { token } = await invite(lead, { name: 'Thử Văn Mất Máy' });
  const lost = await newPhone();
  lost.expectNoise(/status of 40[139]/);
  await lost.joinWith(token, { pin: '258013' });
  await lost.page.reload();
  await expect(title(lost.page)).toHaveText('Chào Thử Văn Mất Máy');

  await place(page, 'Tổ').click();
  await page.getByRole('link', { name: 'Người và máy của tổ' }).click();
  await page.getByRole('link', { name: /Thử Văn Mất Máy/ }).click();
  await expect(title(page)).toHaveText('Thử Văn Mất Máy');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Đóng máy này' }).click();
  await expect(page.getByRole('dialog')).toContainText('tự xóa hết số liệu');
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng máy' }).click();
  await expect(page.getByText('Đã đóng máy.')).toBeVisible();

  await lost.page.reload();
  await expect(title(lost.page)).toHaveText('Dữ liệu của tổ trên máy này đã được xóa', { timeout: 20_000 });
  await expectAccessible(lost.page);
  await lost.goto('/start'); // whoever opens the app later reads it too
  await expect(title(lost.page)).toHaveText('Dữ liệu của tổ trên máy này đã được xóa');
  await lost.page.getByRole('link', { name: 'Về trang đầu' }).click();
  await lost.goto('/start');
  await expect(title(lost.page)).toHaveText('Vào tổ của mình');
});

test('a phone closed while its owner writes: the draft is handed in, and the lead may release it @long', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const member = await newPhone();
  member.expectNoise(/status of 40[39]/);
  await member.joinWith((await invite(lead, { name: 'Thử Thị Giữa Chừng' })).token, { pin: '258013' });
  await member.addHousehold({ head: 'Ông Thử Giữa Chừng', address: 'Bờ suối', answers: [], people: [] });
  await expect(member.badge).toHaveText('Đã gửi hết', { timeout: 20_000 });
  await member.page.getByRole('link', { name: 'Thêm người' }).click();
  await member.page.getByLabel('Họ và tên').fill('Bà Thử Viết Dở');
  await closePhoneOf(lead, 'Thử Thị Giữa Chừng');
  await member.goOffline();
  await member.goOnline();
  await expect(title(member.page)).toHaveText('Dữ liệu của tổ trên máy này đã được xóa', { timeout: 20_000 });
  await expect(member.page.getByText('1 phiếu đang ghi dở cũng đã được gửi cho tổ trưởng.')).toBeVisible();

  await lead.goto(`/p/${enrolmentOf(lead.page)}/waiting`);
  await lead.page.getByRole('link', { name: /Bà Thử Viết Dở/ }).click();
  await lead.page.getByRole('button', { name: 'Nhận vào sổ' }).click();
  await expect(lead.page.getByRole('link', { name: /Bà Thử Viết Dở/ })).toHaveCount(0);
});

test('a phone closed while locked with a draft: the lock screen says so, and the PIN hands the draft in @long', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const member = await newPhone();
  member.expectNoise(/status of 40[139]/);
  await member.joinWith((await invite(lead, { name: 'Thử Thị Khóa Dở' })).token, { pin: '258013' });
  await member.page.getByRole('link', { name: 'Thêm nhà' }).first().click();
  await member.page.getByLabel('Tên chủ hộ').fill('Nhà Thử Khóa Dở');
  await expect(member.page.getByLabel('Nhà ở đâu trong thôn')).toBeVisible();
  await member.untilDraftKept();
  await member.killPage();
  await closePhoneOf(lead, 'Thử Thị Khóa Dở');

  await member.reopenApp();
  await expect(member.page.getByText('Máy này đã ra khỏi tổ')).toBeVisible({ timeout: 20_000 });
  await expectAccessible(member.page);
  await member.typePin('258013');
  await expect(title(member.page)).toHaveText('Dữ liệu của tổ trên máy này đã được xóa', { timeout: 20_000 });
  await expect(member.page.getByText('1 phiếu đang ghi dở cũng đã được gửi cho tổ trưởng.')).toBeVisible();
});

test('a member’s card: a resident opens it without a script, and the member has it without a network', async ({
  newPhone,
  browser,
  baseURL,
}) => {
  const member = await newPhone();
  await member.signIn('member');
  const { page } = member;
  await place(page, 'Cài đặt').click();
  await page.getByRole('link', { name: 'Thẻ tổ viên' }).click();
  await expect(page.getByRole('img', { name: 'Mã QR của thẻ tổ viên' })).toBeVisible();
  await expectAccessible(page);
  const { device, cards } = await page.evaluate(
    async (enrolment) => (await (await fetch(`/api/p/${enrolment}/cards`)).json()) as CardsResponse,
    enrolmentOf(page),
  );
  const tokenOf = (minute: number) => cardToken(device, cards[0]!.key, minute);

  await test.step('in Zalo’s browser, without JavaScript', async () => {
    const resident = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 640 },
      userAgent:
        'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/109 Mobile Safari/537.36 Zalo android/12345',
    });
    const visitor = await resident.newPage();
    await visitor.goto(`${baseURL}/the/${await tokenOf(minuteOf(Date.now()))}`);
    await expect(title(visitor)).toHaveText('Thẻ tổ viên');
    await expect(visitor.getByRole('main')).toContainText('không hỏi mã OTP');
    await expect(visitor.getByRole('main')).toContainText('Thôn Tân Đông');
    await visitor.goto(`${baseURL}/the/${await tokenOf(minuteOf(Date.now()) - 15)}`);
    // Soon after midnight that is a minute of yesterday, of which this key is not.
    await expect(title(visitor)).toHaveText(/Mã này đã cũ|Thẻ này không dùng được/);
    await resident.close();
  });

  await member.goOffline();
  await page.reload();
  await expect(page.getByRole('img', { name: 'Mã QR của thẻ tổ viên' })).toBeVisible();
});

test('an officer reads who did what; the names of households are nowhere in it @long', async ({ newPhone }) => {
  const officer = await newPhone();
  await officer.signIn('officer');
  const { page } = officer;
  await place(page, 'Tổ').click();
  await page.getByRole('link', { name: 'Người và máy của tổ' }).click();
  await page.getByRole('link', { name: 'Nhật ký: ai đã xem, đã sửa' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Tải số liệu từng nhà' }).first()).toBeVisible();
  await expectAccessible(page);
});

test('scripts and formulas typed into every field for text are shown as they were typed, and do nothing @long', async ({
  newPhone,
}) => {
  const lead = await newPhone();
  await lead.signIn('lead');
  const { page } = lead;
  let alerted = 0;
  page.on('dialog', (dialog) => {
    alerted += 1;
    void dialog.dismiss();
  });
  const [head, address, name, invited, joined] = ['head', 'address', 'name', 'invited', 'joined'].map(
    (field, n) => `=HYPERLINK("//x","${field}")<img src=x onerror="alert(${n})">`,
  ) as [string, string, string, string, string];
  const harmless = async () => {
    expect(await page.locator('main img, main script, main a[href^="//x"]').count()).toBe(0);
    expect(alerted).toBe(0);
  };
  await lead.addHousehold({ head, address, answers: [], people: [{ name, year: 1990 }] });
  await expect(title(page)).toHaveText(head);
  await expect(page.getByText(address)).toBeVisible();
  await harmless();
  await page.getByRole('link', { name: 'Thông tin của nhà này' }).click();
  for (const typed of [head, address, name]) await expect(page.getByRole('main')).toContainText(typed);
  await harmless();

  const invitation = await invite(lead);
  await invite(lead, { name: invited });
  const member = await newPhone();
  await member.joinWith(invitation.token, { pin: '258013', name: joined });
  await place(page, 'Tổ').click();
  await page.getByRole('link', { name: 'Người và máy của tổ' }).click();
  for (const typed of [invited, joined]) await expect(page.getByRole('main')).toContainText(typed);
  await harmless();
});

test('who is invited from outside of the village waits until somebody of it says yes; asked once @long', async ({
  newPhone,
}) => {
  const [officer, head, fresh] = [await newPhone(), await newPhone(), await newPhone()];
  await officer.signIn('officer');
  const village = await officer.page.evaluate(async (path) => {
    const { areas } = (await (await fetch(`/api${path}/me`)).json()) as { areas: { id: string; name: string }[] };
    return areas.find(({ name }) => name === 'Tân Đông')!.id;
  }, baseOf(officer.page));
  const { token } = await invite(officer, { area: village, name: 'Thử Thị Ngoài' });
  await fresh.page.goto('about:blank');
  await fresh.goto(`/join#t=${token}`);
  await fresh.page.getByRole('button', { name: 'Vào tổ' }).click();
  await fresh.choosePin('482915');
  const waiting = fresh.page.getByRole('heading', { level: 1, name: 'Đang chờ người trong thôn xác nhận' });
  await expect(waiting).toBeVisible();
  await expectAccessible(fresh.page);

  await head.signIn('head');
  const { page } = head;
  await expect(page.getByText('Thử Thị Ngoài có phải người của tổ không?')).toBeVisible();
  await expect(page.getByText('Thử Thị Ngoài được mời từ ngoài thôn, đang chờ xác nhận')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Không phải' }).click();
  await expect(page.getByRole('dialog').getByRole('button')).toHaveText(['Không nhận', 'Không, quay lại']);
  await page.getByRole('dialog').getByRole('button', { name: 'Không, quay lại' }).click();
  await page.getByRole('button', { name: 'Đúng, là người của tổ' }).click();
  await expect(page.getByText('Thử Thị Ngoài có phải người của tổ không?')).toHaveCount(0);
  await fresh.page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(waiting).toHaveCount(0);
  await expect(fresh.page.getByRole('heading', { level: 1, name: /^Hôm nay/ })).toBeVisible({ timeout: 30_000 });
});
