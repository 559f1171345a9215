import type { Phone } from './support/phone.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';

// What a team asks of others: a proposal to the commune and back, and a form sent back to the member.

const below = (phone: Phone, path: string): string => phone.page.url().replace(/\/p\/([^/]+)\/.*/, `/p/$1/${path}`);
const open = (phone: Phone, path: string) => phone.page.goto(below(phone, path));
const householdLinks = (phone: Phone) => phone.page.getByRole('main').locator('a[href*="/households/0"]');
const section = (phone: Phone, name: string) =>
  phone.page.locator('section', { has: phone.page.getByRole('heading', { level: 2, name }) });
const allSent = (phone: Phone) => expect(phone.badge).toHaveText('Đã gửi hết', { timeout: 30_000 });

test('a proposal goes from the door to head and commune, and its answer back to the door', async ({ newPhone }) => {
  test.slow();
  const member = await newPhone();
  await member.signIn('member');
  await open(member, 'households');
  await householdLinks(member).first().click();
  await expect(member.page.getByRole('link', { name: 'Ghi kiến nghị cho nhà này' })).toBeVisible();
  const household = new URL(member.page.url()).pathname.replace(/^\/p\/[^/]+\//, '');

  await member.goOffline();
  await member.page.getByRole('link', { name: 'Ghi kiến nghị cho nhà này' }).click();
  await member.page.getByText('Sóng điện thoại yếu, không có sóng').click();
  await member.page.getByLabel('Ở đâu trong thôn').fill('Cuối thôn, gần suối');
  await member.page.getByLabel('Cụ thể thế nào').fill('Gọi 0905 123 456 không được');
  await member.page.getByRole('button', { name: 'Lưu kiến nghị' }).click();
  await expect(member.page.getByText('Không ghi số dài như số điện thoại')).toBeVisible();
  await member.page.getByLabel('Cụ thể thế nào').fill('Trong nhà không gọi được');
  await expectAccessible(member.page);
  await member.page.getByRole('button', { name: 'Lưu kiến nghị' }).click();
  await expect(member.page.getByText('Chờ trưởng thôn, tổ trưởng (1)')).toBeVisible();
  await expectAccessible(member.page);
  await member.goOnline();
  await allSent(member);

  const head = await newPhone();
  await head.signIn('head');
  await open(head, 'proposals');
  await head.page.getByRole('link', { name: /Sóng điện thoại yếu/ }).click();
  await head.page.getByRole('button', { name: 'Gửi lên xã' }).click();
  await expect(head.page.getByText('Xã chưa trả lời.')).toBeVisible();
  await allSent(head);

  const officer = await newPhone();
  await officer.signIn('officer');
  await open(officer, 'proposals/sent');
  await expect(officer.page.getByText('Cuối thôn, gần suối')).toBeVisible();
  await officer.page.getByLabel('Xã trả lời').fill('Tháng sau nhà mạng dựng trạm.');
  await expectAccessible(officer.page);
  const colleague = await officer.page.context().newPage();
  await colleague.setViewportSize({ width: 360, height: 640 });
  await colleague.goto(officer.page.url());
  await colleague.getByLabel('Xã trả lời').fill('Chưa có kế hoạch.');
  await officer.page.getByRole('button', { name: 'Gửi trả lời' }).click();
  await expect(officer.page.getByRole('button', { name: 'Sửa câu trả lời' })).toBeVisible();
  await test.step('who answers over an answer that they have not seen is shown it first', async () => {
    await colleague.getByRole('button', { name: 'Gửi trả lời' }).click();
    await expect(colleague.getByText(/Vừa có người ghi khác/)).toBeVisible();
    await expect(colleague.getByText('Trên máy bây giờ: Tháng sau nhà mạng dựng trạm.')).toBeVisible();
    await expect(colleague.getByLabel('Xã trả lời')).toHaveValue('Chưa có kế hoạch.');
    await expectAccessible(colleague);
    await colleague.getByRole('button', { name: 'Lấy như trên máy' }).click();
    await expect(colleague.getByLabel('Xã trả lời')).toHaveValue('Tháng sau nhà mạng dựng trạm.');
    await colleague.close();
  });

  await open(member, household);
  await expect(member.page.getByText('Nói lại với nhà: Tháng sau nhà mạng dựng trạm.')).toBeVisible({
    timeout: 30_000,
  });
  await member.page.getByRole('button', { name: 'Đã nói lại với nhà' }).click();
  await expect(member.page.getByText('Nói lại với nhà:')).toHaveCount(0);
  await open(member, 'proposals');
  await expect(member.page.getByText('Đã xong (1)')).toBeVisible();
});

test('a form is sent back, answered without a network, and settled', async ({ newPhone }) => {
  test.slow();
  const member = await newPhone();
  await member.signIn('member');
  // The first of the households that this member looks after.
  await householdLinks(member).first().click();
  await expect(member.page.getByRole('link', { name: 'Ghi kiến nghị cho nhà này' })).toBeVisible();
  const household = new URL(member.page.url()).pathname.replace(/^\/p\/[^/]+\//, '');

  const lead = await newPhone();
  await lead.signIn('lead');
  await open(lead, household);
  await lead.page.getByRole('link', { name: 'Gửi lại phiếu kèm lời nhắn' }).click();
  await lead.page.getByLabel('Cần xem lại chỗ nào?').fill('Hỏi lại bà nội có điện thoại không.');
  await expectAccessible(lead.page);
  await lead.page.getByRole('button', { name: 'Gửi lời nhắn' }).click();
  await expect(lead.page.getByRole('textbox')).toHaveCount(0);
  await expect(lead.page.getByText('Hỏi lại bà nội có điện thoại không.')).toBeVisible();
  await allSent(lead);

  await open(member, 'today');
  await expect(member.page.getByRole('heading', { name: 'Phiếu gửi lại, cần xem' })).toBeVisible({ timeout: 30_000 });
  await member.goOffline();
  await section(member, 'Phiếu gửi lại, cần xem').getByRole('link').first().click();
  await member.page.getByRole('link', { name: 'Trả lời' }).click();
  await member.page.getByLabel('Đã xem lại thế nào?').fill('Đã sửa, hai người đi làm xa.');
  await member.page.getByRole('button', { name: 'Gửi trả lời' }).click();
  await expect(member.page.getByRole('textbox')).toHaveCount(0);
  await expect(member.page.getByText('Đã sửa, hai người đi làm xa.')).toBeVisible();
  await expectAccessible(member.page);
  await member.goOnline();
  await allSent(member);

  await open(lead, 'today');
  await expect(lead.page.getByRole('heading', { name: 'Đã trả lời, chờ anh/chị xem' })).toBeVisible({
    timeout: 30_000,
  });
  await open(lead, household);
  await expect(lead.page.getByText('Đã sửa, hai người đi làm xa.')).toBeVisible();
  await lead.page.getByRole('button', { name: 'Được rồi' }).click();
  await expect(lead.page.getByText(/^Xong ngày/)).toBeVisible();
});
