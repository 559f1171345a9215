import { readFileSync } from 'node:fs';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import type { Phone } from './support/phone.ts';

const title = (phone: Phone) => phone.page.getByRole('heading', { level: 1 });
const toSettings = (phone: Phone) => phone.page.getByRole('link', { name: 'Cài đặt' }).click();
const passphrase = 'cà phê rẫy tháng mười';

test('a phone’s unsent work goes into a file offline, and on from another phone, once @firefox @webkit', async ({
  newPhone,
}, info) => {
  const [member, lead] = [await newPhone(), await newPhone()];
  await member.signIn('member');
  await lead.signIn('lead');
  await member.goOffline();
  await member.addHousehold({
    head: 'Nhà Thử Dự Phòng',
    address: 'Xóm thử',
    answers: [],
    people: [{ name: 'Bà Thử Phòng', year: 1960 }],
  });
  const file = info.outputPath('thon-so.txt');

  await test.step('the ledger says what is only on this phone', async () => {
    await toSettings(member);
    await member.page.getByRole('link', { name: /Sổ đối chiếu/ }).click();
    await expect(title(member)).toHaveText('Sổ đối chiếu');
    await expect(member.page.getByText('2 phiếu chưa gửi, 0 phiếu làm dở.')).toBeVisible();
    await expect(member.page.getByText(/khớp với máy chủ/)).toBeVisible();
    await expectAccessible(member.page);
  });

  await test.step('the file is written offline, behind a passphrase', async () => {
    await toSettings(member);
    await member.page.getByRole('link', { name: /Tệp dự phòng/ }).click();
    await member.page.getByRole('button', { name: 'Ghi tệp dự phòng' }).click();
    await expect(member.page.getByText('Mật khẩu ngắn quá, gõ ít nhất 8 ký tự.')).toBeVisible();
    await expectAccessible(member.page);
    await member.page.getByLabel('Mật khẩu mở tệp').fill(passphrase);
    await member.page.getByLabel('Gõ lại mật khẩu').fill(passphrase);
    const download = member.page.waitForEvent('download');
    await member.page.getByRole('button', { name: 'Ghi tệp dự phòng' }).click();
    await (await download).saveAs(file);
    await expect(member.page.getByText('Trong tệp có 2 phiếu chưa gửi, 0 phiếu làm dở.')).toBeVisible();
    expect(readFileSync(file, 'utf8')).not.toContain('Thử Dự Phòng');
  });

  await test.step('the lead’s phone refuses a wrong passphrase and takes the work up with the right one', async () => {
    await toSettings(lead);
    await lead.page.getByRole('link', { name: /Tệp dự phòng/ }).click();
    await lead.page.getByRole('link', { name: 'Nhận lại từ tệp' }).click();
    await lead.page.locator('input[type=file]').setInputFiles(file);
    await lead.page.getByLabel('Mật khẩu của tệp').fill('câu khác');
    await lead.page.getByRole('button', { name: 'Mở tệp' }).click();
    await expect(lead.page.getByText('Mật khẩu chưa đúng')).toBeVisible();
    await expectAccessible(lead.page);
    await lead.page.getByLabel('Mật khẩu của tệp').fill(passphrase);
    await lead.page.getByRole('button', { name: 'Mở tệp' }).click();
    await expect(title(lead)).toContainText('Tệp của');
    await lead.page.getByRole('button', { name: 'Nhận vào máy này' }).click();
    await expect(lead.page.getByText('Đã nhận 2 phiếu chưa gửi, 0 phiếu làm dở')).toBeVisible();
    await expect(lead.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
  });

  await test.step('the first phone sends the same forms later: the village has that household once', async () => {
    await member.goOnline();
    await member.page.getByRole('link', { name: 'Cài đặt' }).click();
    await member.page.getByRole('button', { name: 'Gửi ngay' }).click();
    await expect(member.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });
    await lead.page.getByRole('link', { name: 'Hôm nay', exact: true }).click();
    await lead.page.getByLabel('Tìm nhà').fill('nha thu du phong');
    await expect(lead.page.getByText('Tìm thấy 1 nhà')).toBeVisible();
  });

  await test.step('the lead sees which phones of the team hold forms', async () => {
    await toSettings(lead);
    await lead.page.getByRole('link', { name: /Sổ đối chiếu/ }).click();
    await expect(lead.page.getByText(/đều đã gửi hết|còn giữ phiếu/)).toBeVisible();
    await lead.page.getByRole('button', { name: 'Xem mọi máy' }).click();
    await expect(lead.page.getByText(/Liên lạc lần cuối/).first()).toBeVisible();
    await expectAccessible(lead.page);
  });
});
