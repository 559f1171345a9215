import { accountOf, invite } from './support/invite.ts';
import type { HouseholdToAsk, Phone } from './support/phone.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';

const householdOf = (head: string): HouseholdToAsk => ({ head, address: 'Xóm khóa thử', answers: [], people: [] });
const title = (phone: Phone) => phone.page.getByRole('heading', { level: 1 });
const today = /^Hôm nay/;

test('two people on one phone, offline: each opens their own by PIN, and sees nothing else @firefox @webkit', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const [aunt, nephew] = [await invite(lead, { name: 'Cô Thử Một' }), await invite(lead, { name: 'Anh Thử Hai' })];
  const phone = await newPhone();
  await phone.joinWith(aunt.token, { pin: '258013' });
  await phone.joinWith(nephew.token, { pin: '310852' });
  await phone.goOffline();
  await phone.addHousehold(householdOf('Ông Thử Chung Máy'));
  await expect(phone.badge).toContainText('1 phiếu chưa gửi');

  await phone.page.getByRole('link', { name: 'Cài đặt' }).click();
  await phone.page.getByRole('link', { name: 'Đổi người dùng máy' }).click();
  await expect(title(phone)).toHaveText('Ai đang dùng máy?');
  await expectAccessible(phone.page);
  await expect(phone.page.getByText('chưa gửi')).toBeHidden();
  // The way back is locked: the phone was handed on.
  await phone.page.goBack();
  await expect(title(phone)).toHaveText('Chào Anh Thử Hai');
  await phone.page.getByRole('link', { name: 'Người khác dùng máy' }).click();
  await phone.page.getByRole('link', { name: 'Cô Thử Một' }).click();
  await phone.typePin('310852');
  await expect(phone.page.getByText('Mã PIN chưa đúng')).toBeVisible();
  await expectAccessible(phone.page);
  await phone.typePin('258013');
  await expect(title(phone)).toHaveText(today);
  await expect(phone.badge).not.toContainText('chưa gửi');
  await expect(phone.page.getByText('Ông Thử Chung Máy')).toBeHidden();

  await phone.goto('/start');
  await phone.page.getByRole('link', { name: 'Anh Thử Hai' }).click();
  await phone.typePin('310852');
  await expect(phone.badge).toContainText('1 phiếu chưa gửi');
  // Killed and opened again it asks who it is; with a network his form is sent, by the worker or by the page.
  await phone.goOnline();
  // Killed within seconds of joining, before the browser stored its cookies: the phone's key opens a new session.
  phone.expectNoise(/401 \(Unauthorized\)/);
  await phone.killPage();
  await phone.reopenApp();
  await phone.page.getByRole('link', { name: 'Anh Thử Hai' }).click();
  await phone.typePin('310852');
  await expect(phone.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
});

test('locked by hand, or after ten idle minutes but never within a form; unlocking leads back @long', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const phone = await newPhone();
  await phone.joinWith((await invite(lead, { name: 'Cô Thử Khóa' })).token, { pin: '258013' });
  await phone.page.getByRole('link', { name: 'Cài đặt' }).click();
  await phone.page.getByRole('button', { name: 'Khóa lại' }).click();
  await expect(title(phone)).toHaveText('Chào Cô Thử Khóa');
  await phone.typePin('258013');
  await expect(title(phone)).toHaveText('Cài đặt');

  await phone.page.clock.install();
  await phone.page.reload();
  await phone.typePin('258013');
  await expect(title(phone)).toHaveText('Cài đặt');
  await phone.page.clock.fastForward('09:30');
  await phone.page.mouse.move(10, 10);
  await phone.page.keyboard.press('Shift');
  await phone.page.clock.fastForward('09:30');
  await expect(title(phone)).toHaveText('Cài đặt');
  await phone.page.clock.fastForward('00:40');
  await expect(title(phone)).toHaveText('Chào Cô Thử Khóa');
  await phone.typePin('258013');
  await expect(title(phone)).toHaveText('Cài đặt');

  await phone.page.getByRole('link', { name: 'Hôm nay' }).click();
  await phone.page.getByRole('link', { name: 'Thêm nhà' }).first().click();
  await phone.page.getByLabel('Tên chủ hộ').fill('Bà Thử Đợi');
  await phone.page.clock.fastForward('15:00');
  await phone.page.clock.runFor(6_000);
  await expect(phone.page.getByLabel('Tên chủ hộ')).toHaveValue('Bà Thử Đợi');
  await phone.page.getByLabel('Nhà ở đâu trong thôn').fill('Đầu xóm');
  await phone.page.getByRole('button', { name: 'Lưu nhà này' }).click();
  await expect(title(phone)).toHaveText('Chào Cô Thử Khóa');
  await phone.typePin('258013');
  await expect(title(phone)).toHaveText('Bà Thử Đợi');
});

test('closing a phone asks for the PIN again; a wrong one counts, and without the PIN nothing is closed', async ({
  newPhone,
  leadsPhone,
}) => {
  const lead = await newPhone();
  await lead.signIn('lead');
  await lead.page.getByRole('link', { name: 'Cài đặt' }).click();
  await lead.page.getByRole('link', { name: 'Đặt mã PIN' }).click();
  await lead.choosePin('258013');
  await expect(title(lead)).toHaveText('Đã đặt mã PIN');
  const other = await newPhone();
  await other.joinWith((await invite(leadsPhone, { name: 'Cô Thử Đóng' })).token, { pin: '310852' });

  const { page } = lead;
  const dialog = page.getByRole('dialog', { name: 'Bấm mã PIN lần nữa' });
  const close = async () => {
    await page.getByRole('button', { name: 'Đóng máy này' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Đóng máy' }).click();
    await expect(dialog).toBeVisible();
  };
  await page.getByRole('navigation').getByRole('link', { name: 'Tổ' }).click();
  await page.getByRole('link', { name: 'Người và máy của tổ' }).click();
  await page.getByRole('link', { name: /Cô Thử Đóng/ }).click();
  await close();
  await expectAccessible(page);
  await lead.typePin('111222');
  await expect(dialog.getByText('Mã PIN chưa đúng. Hãy bấm lại.')).toBeVisible({ timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Không, quay lại' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Đã đóng máy.')).toBeHidden();
  await page.getByRole('dialog').getByRole('button', { name: 'Không, quay lại' }).click();
  await close();
  await lead.typePin('258013');
  await expect(page.getByText('Đã đóng máy.')).toBeVisible({ timeout: 20_000 });
});

test('ten wrong PINs: longer and longer waits that a restart does not end, and nothing is erased @long', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const phone = await newPhone();
  await phone.joinWith((await invite(lead, { name: 'Cô Thử Sai' })).token, { pin: '258013' });
  await phone.page.clock.install();
  await phone.page.reload();
  for (const wait of [0, 0, 0, 30, 60, 120, 180, 240, 300]) {
    await phone.typePin('111222');
    if (wait === 0) await expect(phone.page.getByText('Mã PIN chưa đúng')).toBeVisible({ timeout: 20_000 });
    else {
      await expect(phone.page.getByText('Sai nhiều lần rồi')).toBeVisible({ timeout: 20_000 });
      await phone.page.clock.fastForward((wait + 2) * 1000);
      await expect(phone.page.getByText('Sai nhiều lần rồi')).toBeHidden();
    }
  }
  await phone.typePin('111222');
  await expect(phone.page.getByText(/Đợi (5 phút|4 phút \d+ giây) nữa/)).toBeVisible({ timeout: 20_000 });
  await expectAccessible(phone.page);
  await phone.killPage();
  await phone.reopenApp();
  await expect(phone.page.getByText(/Đợi (5 phút|4 phút \d+ giây) nữa/)).toBeVisible();
  await phone.page.clock.install();
  await phone.page.reload();
  await expect(phone.page.getByText('Sai nhiều lần rồi')).toBeVisible();
  await phone.page.clock.runFor(2_000);
  await phone.page.clock.fastForward(301_000);
  await expect(phone.page.getByText('Sai nhiều lần rồi')).toBeHidden();
  await phone.typePin('258013');
  await expect(title(phone)).toHaveText(today, { timeout: 20_000 });
});

test('a forgotten PIN: invited again on the same phone, unsent forms and drafts are kept and sent @long', async ({
  newPhone,
  leadsPhone: lead,
}) => {
  const phone = await newPhone();
  phone.expectNoise(/status of 401/);
  const keyStored = phone.page.waitForResponse((response) => response.url().endsWith('/recovery') && response.ok());
  await phone.joinWith((await invite(lead, { name: 'Cô Thử Quên' })).token, { pin: '258013' });
  const account = await accountOf(phone);
  await keyStored;
  await phone.goOffline();
  await phone.addHousehold(householdOf('Ông Thử Quên Mã'));
  await phone.page.getByRole('link', { name: 'Thêm người' }).click();
  await phone.page.getByLabel('Họ và tên').fill('Bà Thử Nhớ Ra');
  await phone.untilDraftKept();
  await phone.killPage();

  await phone.reopenApp();
  await expect(title(phone)).toHaveText('Chào Cô Thử Quên');
  await phone.page.getByRole('button', { name: 'Quên mã PIN' }).click();
  await expect(phone.page.getByText('không mất')).toBeVisible();
  await expectAccessible(phone.page);
  const again = await invite(lead, { account });
  await phone.goOnline();
  await phone.page.goto('about:blank');
  await phone.goto(`/join#t=${again.token}`);
  await expect(phone.page.getByText('Cô Thử Quên')).toBeVisible();
  await phone.page.getByRole('button', { name: 'Vào tổ' }).click();
  await phone.choosePin('310852');
  // The form under way is the first thing there, on top of the household that was not sent yet.
  await expect(phone.page.getByLabel('Họ và tên')).toHaveValue('Bà Thử Nhớ Ra', { timeout: 30_000 });
  await phone.page.getByRole('textbox', { name: 'Năm sinh' }).fill('1960');
  await phone.page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(title(phone)).toHaveText('Ông Thử Quên Mã');
  await phone.goto('/start'); // one enrolment: no picker
  await phone.typePin('310852');
  await expect(title(phone)).toHaveText(today);
  await expect(phone.badge).toHaveText('Đã gửi hết', { timeout: 60_000 });
});

test('a session that ran out in the field: work goes on, and the phone’s key opens a new one @long', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  phone.expectNoise(/status of 401/);
  await phone.signIn('member');
  await phone.page.context().clearCookies();
  await phone.goOffline();
  await phone.addHousehold(householdOf('Ông Thử Hết Phiên'));
  await expect(phone.badge).toContainText('chưa gửi');
  await phone.goOnline();
  await expect(phone.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  expect((await phone.page.context().cookies()).some(({ name }) => name === '__Secure-s')).toBe(true);
});

test('a link preview uses nothing up; of two phones that accept at once exactly one is in @long', async ({
  newPhone,
  leadsPhone: lead,
  request,
  baseURL,
}) => {
  const { token } = await invite(lead, { name: 'Cô Thử Hai Máy' });
  for (const agent of ['facebookexternalhit/1.1', 'Zalo-Bot', 'TelegramBot (like TwitterBot)']) {
    const page = await request.get(`${baseURL ?? ''}/join#t=${token}`, { headers: { 'user-agent': agent } });
    expect(page.status()).toBe(200);
    expect((await request.head(`${baseURL ?? ''}/api/join`, { headers: { 'user-agent': agent } })).status()).toBe(404);
  }
  const phones = [await newPhone(), await newPhone()];
  for (const phone of phones) {
    phone.expectNoise(/\/api\/join/);
    await phone.goto(`/join#t=${token}`);
    await phone.page.getByRole('button', { name: 'Vào tổ' }).click();
    await phone.typePin('258013');
    await phone.typePin('25801');
  }
  await Promise.all(phones.map((phone) => phone.page.getByRole('button', { name: '3', exact: true }).click()));
  await expect(async () => {
    const shown = await Promise.all(phones.map((phone) => phone.heading()));
    expect(shown.map((heading) => (today.test(heading) ? 'in' : heading)).sort()).toEqual(['Vào tổ', 'in']);
  }).toPass({ timeout: 30_000 });
});
