import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import type { Phone } from './support/phone.ts';
import { addressOf } from './support/base-of.ts';

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const now = (page: Page, value: string) => page.getByText(`Trên máy bây giờ: ${value}`, { exact: true });

/**
 * Sends what is not sent and asks for what is new, in a tab of its own: what lies open is not left.
 * @param left what the badge says then: a form under way counts as not sent
 * @param until what the open screen shows then: the answer is put away by the tab that asked, which must live so long
 */
async function sync(phone: Phone, left = 'Đã gửi hết', until?: () => Promise<void>): Promise<void> {
  const tab = await phone.page.context().newPage();
  await tab.setViewportSize({ width: 360, height: 640 });
  await tab.goto(`${addressOf(phone.page)}/settings`);
  const asked = tab.waitForResponse((response) => response.url().includes('/pull'));
  await tab.getByRole('button', { name: 'Gửi ngay' }).click();
  await asked;
  await expect(tab.getByRole('banner').getByRole('link').last()).toHaveText(left, { timeout: 30_000 });
  await until?.();
  await tab.close();
}

/** The same screen in a second tab of the phone's browser. */
async function secondTab(phone: Phone): Promise<Page> {
  const tab = await phone.page.context().newPage();
  await tab.setViewportSize({ width: 360, height: 640 });
  await tab.goto(phone.page.url());
  return tab;
}

const household = {
  head: 'Nhà Biểu Mẫu',
  address: 'Số 1',
  answers: [],
  people: [{ name: 'Người Biểu Mẫu', year: 1960 }],
};

test('two phones: a form that lies open takes what comes in, and puts no old value back', async ({ newPhone }) => {
  const [member, lead] = [await newPhone(), await newPhone()];
  await member.signIn('member');
  await member.addHousehold(household);
  await sync(member);
  await lead.signIn('lead');
  const home = /households\/[^/]+/.exec(member.page.url())?.[0] ?? '';
  const leads = addressOf(lead.page);

  await test.step('a field that nobody touched shows what the other phone wrote', async () => {
    await member.page.getByRole('link', { name: 'Sửa tên, địa chỉ' }).click();
    await expect(member.page.getByLabel('Nhà ở đâu trong thôn')).toHaveValue('Số 1');
    await lead.page.goto(`${leads}/${home}/edit`);
    await lead.page.getByLabel('Nhà ở đâu trong thôn').fill('Số 1, thôn 2');
    await lead.page.getByRole('button', { name: 'Lưu nhà này' }).click();
    await expect(title(lead.page)).toHaveText(/^Nhà Biểu Mẫu/);
    await sync(lead);
    await sync(member, 'Đã gửi hết', () =>
      expect(member.page.getByLabel('Nhà ở đâu trong thôn')).toHaveValue('Số 1, thôn 2'),
    );
  });

  await test.step('a field being typed keeps the typing, beside what the other phone wrote', async () => {
    await member.page.getByLabel('Tên chủ hộ').fill('Nhà Biểu Mẫu A');
    await member.untilDraftKept();
    await lead.page.goto(`${leads}/${home}/edit`);
    await lead.page.getByLabel('Tên chủ hộ').fill('Nhà Biểu Mẫu B');
    await lead.page.getByLabel('Nhà ở đâu trong thôn').fill('Số 1, thôn 3');
    await lead.page.getByRole('button', { name: 'Lưu nhà này' }).click();
    await expect(title(lead.page)).toHaveText(/^Nhà Biểu Mẫu/);
    await sync(lead);
    await sync(member, '1 phiếu chưa gửi', () => expect(now(member.page, 'Nhà Biểu Mẫu B')).toBeVisible());
    await expect(member.page.getByLabel('Tên chủ hộ')).toHaveValue('Nhà Biểu Mẫu A');
    await expectAccessible(member.page);
  });

  await test.step('killed and opened again, it still knows; one tap takes what is on the phone', async () => {
    await member.crashAndReopen();
    await expect(now(member.page, 'Nhà Biểu Mẫu B')).toBeVisible();
    await member.page.getByRole('button', { name: 'Lấy như trên máy' }).click();
    await expect(member.page.getByLabel('Tên chủ hộ')).toHaveValue('Nhà Biểu Mẫu B');
    await member.page.getByLabel('Tên chủ hộ').fill('Nhà Biểu Mẫu C');
    await member.page.getByRole('button', { name: 'Lưu nhà này' }).click();
    await expect(title(member.page)).toHaveText('Nhà Biểu Mẫu C');
    await sync(member);
    await lead.page.goto(`${leads}/${home}`);
    await sync(lead, 'Đã gửi hết', () => expect(title(lead.page)).toHaveText('Nhà Biểu Mẫu C'));
    await expect(lead.page.getByText('Số 1, thôn 3').first()).toBeVisible();
    await expect(lead.page.getByText('hai người ghi khác nhau')).toHaveCount(0);
  });
});

test('two tabs of one phone: person, tally, nobody there and session each keep what the other tab wrote @long', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  await phone.addHousehold(household);
  const { page } = phone;
  const home = page.url();

  await test.step('the birth year of a person whose name is typed elsewhere', async () => {
    await page
      .getByRole('link', { name: /Người Biểu Mẫu/ })
      .first()
      .click();
    await expect(page.getByLabel('Họ và tên')).toHaveValue('Người Biểu Mẫu');
    const tab = await secondTab(phone);
    await tab.getByRole('textbox', { name: 'Năm sinh' }).fill('1961');
    await tab.getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(title(tab)).toHaveText(household.head);
    await expect(page.getByRole('textbox', { name: 'Năm sinh' })).toHaveValue('1961');
    await page.getByLabel('Họ và tên').fill('Người Đổi Tên');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(page.getByText('Người Đổi Tên')).toBeVisible();
    await expect(page.getByText('sinh 1961')).toBeVisible();
    await tab.close();
  });

  await test.step('a tally, of which each tab changes another number', async () => {
    const residents = (one: Page) => one.getByRole('textbox', { name: 'Mấy người đang sống ở đây?' });
    const adults = (one: Page) => one.getByRole('textbox', { name: /Trong đó mấy người từ 16 tuổi/ });
    await page.getByRole('link', { name: 'Chỉ ghi số đếm' }).click();
    await residents(page).fill('4');
    await adults(page).fill('2');
    await page.getByRole('button', { name: 'Lưu' }).first().click();
    await expect(title(page)).toHaveText(household.head);
    await page
      .getByRole('link', { name: /số đếm/i })
      .first()
      .click();
    await expect(residents(page)).toHaveValue('4');
    const tab = await secondTab(phone);
    await residents(tab).fill('6');
    await tab.getByRole('button', { name: 'Lưu' }).first().click();
    await expect(title(tab)).toHaveText(household.head);
    await expect(residents(page)).toHaveValue('6');
    await adults(page).fill('3');
    await page.getByRole('button', { name: 'Lưu' }).first().click();
    await expect(title(page)).toHaveText(household.head);
    await page
      .getByRole('link', { name: /số đếm/i })
      .first()
      .click();
    await expect(residents(page)).toHaveValue('6');
    await expect(adults(page)).toHaveValue('3');
    await page.goto(home);
    await tab.close();
  });

  await test.step('what was found at the door, when only the day to return is chosen', async () => {
    await page.getByRole('link', { name: 'Hôm nay chưa hỏi được' }).click();
    await page.getByRole('radio', { name: 'Đi vắng' }).check();
    await page.getByRole('button', { name: 'Lưu' }).first().click();
    await expect(title(page)).toHaveText(household.head);
    await page.getByRole('link', { name: 'Hôm nay chưa hỏi được' }).click();
    await expect(page.getByRole('radio', { name: 'Đi vắng' })).toBeChecked();
    const tab = await secondTab(phone);
    await tab.getByRole('radio', { name: 'Không muốn hỏi' }).check();
    await tab.getByRole('button', { name: 'Lưu' }).first().click();
    await expect(title(tab)).toHaveText(household.head);
    await expect(page.getByRole('radio', { name: 'Không muốn hỏi' })).toBeChecked();
    await page.getByRole('radio', { name: 'Tuần sau' }).check();
    await page.getByRole('button', { name: 'Lưu' }).first().click();
    await expect(title(page)).toHaveText(household.head);
    await page.getByRole('link', { name: 'Hôm nay chưa hỏi được' }).click();
    await expect(page.getByRole('radio', { name: 'Không muốn hỏi' })).toBeChecked();
    await page.goto(home);
    await tab.close();
  });

  await test.step('a session, of which one tab counts people and the other writes the note', async () => {
    const heads = (one: Page) => one.getByRole('textbox', { name: 'Mấy người đến?' });
    const saved = (one: Page) => one.getByRole('button', { name: 'Lưu buổi này' }).click();
    await page.goto(`${addressOf(page)}/today`);
    await page.getByRole('link', { name: 'Buổi hướng dẫn chung' }).click();
    await page.getByRole('link', { name: 'Ghi một buổi' }).click();
    await page.getByRole('group', { name: 'Hướng dẫn việc gì?' }).getByText('Chưa có chữ ký số').click();
    await heads(page).fill('23');
    await saved(page);
    await page.getByRole('link', { name: /Chưa có chữ ký số.*23 người/ }).click();
    await expect(heads(page)).toHaveValue('23');
    const tab = await secondTab(phone);
    await heads(tab).fill('24');
    await saved(tab);
    await expect(heads(page)).toHaveValue('24');
    await page.getByRole('textbox', { name: /Ghi chú|Ghi thêm/ }).fill('Có loa kéo');
    await saved(page);
    await page.getByRole('link', { name: /Chưa có chữ ký số.*24 người/ }).click();
    await expect(page.getByText('Có loa kéo')).toBeVisible();
    await tab.close();
  });
});

test('two tabs of one phone: a household is flagged once, and a visit noted twice is two visits @long', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  await phone.addHousehold(household);
  const { page } = phone;
  const home = page.url();

  await test.step('the flag that the other tab has set is offered to be removed, not set again', async () => {
    await page.goto(`${home}/hardship`);
    const tab = await secondTab(phone);
    await tab.getByRole('radio', { name: 'Người Biểu Mẫu' }).check();
    await tab.getByRole('button', { name: 'Đánh dấu' }).click();
    await expect(title(tab)).toHaveText(household.head);
    await expect(page.getByRole('button', { name: 'Bỏ dấu này' })).toBeVisible();
    await tab.close();
  });

  await test.step('a visit saved in the other tab stays as it is; what was chosen here becomes another', async () => {
    await page.goto(home);
    await page.getByRole('link', { name: 'Ghi lần hướng dẫn' }).click();
    await page.getByRole('radio', { name: 'Được một phần' }).check();
    await phone.untilDraftKept();
    const tab = await secondTab(phone);
    await choose(tab, 'Mua bán trên mạng', 'Tự bấm được hết', 'Tự làm được');
    await tab.getByRole('button', { name: 'Lưu' }).first().click();
    await expect(title(tab)).toHaveText(household.head);
    await expect(page.getByText('Phiếu này vừa được lưu ở một cửa sổ khác')).toBeVisible();
    await expectAccessible(page);
    await choose(page, 'Chuyển tiền bằng điện thoại', 'Được một phần', 'Có người chỉ thì làm được');
    await page.getByRole('button', { name: 'Lưu thành lần khác' }).click();
    await expect(title(page)).toHaveText(household.head);
    await expect(page.getByText('Mua bán trên mạng · Chuyển tiền bằng điện thoại. Xem lại từ ngày')).toBeVisible();
    await tab.close();
  });
});

async function choose(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('radio', { name, exact: true }).check();
}

test('a form that was left shows the household as it is by then, and keeps what was typed @long', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  await phone.addHousehold(household);
  const { page } = phone;
  const home = page.url();
  await page.getByRole('link', { name: 'Sửa tên, địa chỉ' }).click();
  await page.getByLabel('Tên chủ hộ').fill('Nhà Ghi Dở');
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await expect(title(page)).toHaveText(household.head);
  await page.getByRole('link', { name: 'Hôm nay chưa hỏi được' }).click();
  await page.getByRole('radio', { name: 'Đi vắng' }).check();
  await page.getByRole('button', { name: 'Lưu' }).first().click();
  await expect(title(page)).toHaveText(household.head);
  await page.getByRole('link', { name: 'Sửa tên, địa chỉ' }).click();
  await expect(page.getByText('Đây là phần ghi dở lần trước.')).toBeVisible();
  await expect(page.getByLabel('Tên chủ hộ')).toHaveValue('Nhà Ghi Dở');
  await page.getByRole('button', { name: 'Lưu nhà này' }).click();
  await expect(title(page)).toHaveText('Nhà Ghi Dở');
  expect(page.url()).toBe(home);
});

test('a birth year is taken as people say it: an age is said back, what is no year is asked about @long', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  await phone.addHousehold({ ...household, people: [] });
  const { page } = phone;
  const year = page.getByRole('textbox', { name: 'Năm sinh' });
  const save = page.getByRole('button', { name: 'Lưu', exact: true });
  const age = 60;
  const born = new Date().getFullYear() - age;
  await page.getByRole('link', { name: 'Thêm người' }).click();
  await page.getByLabel('Họ và tên').fill('Người Nói Tuổi');
  await year.fill('19600');
  await save.click();
  await expect(page.getByText(/Năm sinh có 4 chữ số/)).toBeVisible();
  await expect(year).toHaveValue('19600');
  await expectAccessible(page);
  await year.fill(`${age} tuổi`);
  await expect(page.getByText(`${age} tuổi, sinh khoảng ${born}. Sổ ghi năm ${born}.`)).toBeVisible();
  await expectAccessible(page);
  await save.click();
  await expect(page.getByText(`sinh ${born}`).first()).toBeVisible();
});

test('two tabs of the head’s phone: what the team’s file tells is seen before it is written over @long', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('head');
  const { page } = phone;
  await page.goto(`${addressOf(page)}/team-file`);
  const front = (one: Page) => one.getByRole('textbox', { name: /Mặt trận/ });
  const youth = (one: Page) => one.getByRole('textbox', { name: /Đoàn/ });
  const save = (one: Page) => one.getByRole('button', { name: 'Lưu', exact: false }).first().click();
  await front(page).waitFor();
  const tab = await secondTab(phone);
  await front(tab).fill('2');
  await youth(tab).fill('5');
  await save(tab);
  await expect(tab.getByText('Đã lưu')).toBeVisible();
  await youth(page).fill('4');
  await save(page);
  await expect(page.getByText(/Vừa có người ghi khác/)).toBeVisible();
  await expect(now(page, '5')).toBeVisible();
  await expect(front(page)).toHaveValue('2');
  await expectAccessible(page);
  await save(page);
  await expect(page.getByText('Đã lưu')).toBeVisible();
  await page.reload();
  await expect(youth(page)).toHaveValue('4');
  await expect(front(page)).toHaveValue('2');
});

test('two tabs of an officer: a time of keeping set meanwhile is seen before it is written over @long', async ({
  newPhone,
}) => {
  const phone = await newPhone();
  await phone.signIn('officer');
  const { page } = phone;
  await page.getByRole('navigation').getByRole('link', { name: 'Tổ' }).click();
  await page.getByRole('link', { name: /Thời hạn giữ phiếu/ }).click();
  await page.getByRole('link', { name: /Thôn Tân Đông/ }).click();
  const months = (one: Page) => one.getByRole('textbox', { name: 'Số tháng giữ thêm sau hết năm hỏi' });
  const keepFor = async (one: Page, count: string) => {
    await one.getByText('Đặt riêng', { exact: true }).click();
    await months(one).fill(count);
    await one.getByRole('button', { name: 'Lưu' }).click();
  };
  await page.getByText('Đặt riêng', { exact: true }).waitFor();
  const tab = await secondTab(phone);
  await keepFor(tab, '40');
  await expect(tab.getByText(/Đã lưu thời hạn cho/)).toBeVisible();
  await keepFor(page, '50');
  await expect(page.getByText(/Vừa có người đặt lại thời hạn này: bây giờ là 40 tháng/)).toBeVisible();
  await expect(months(page)).toHaveValue('50');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText(/Đã lưu thời hạn cho/)).toBeVisible();
});
