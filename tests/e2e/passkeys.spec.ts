import { randomUUID } from 'node:crypto';
import { listenForNoise } from './support/noise.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { PasskeyPerson } from './support/passkey-person.ts';
import { startRealServer } from './support/real-server.ts';

const title = (of: PasskeyPerson) => of.page.getByRole('heading', { level: 1 });

test('administrator and officer confirm weighty acts with passkeys; a lost one is replaced @long @chromium', async ({
  browser,
}) => {
  const server = await startRealServer();
  const [hers, his] = [
    await browser.newContext({ viewport: { width: 360, height: 640 } }),
    await browser.newContext({ viewport: { width: 360, height: 640 } }),
  ];
  const noises = [hers, his].map((context) => {
    const noise = listenForNoise(context);
    noise.allow(/status of 40[13]/); // asked for a passkey; not signed in yet
    return noise;
  });
  const admin = await PasskeyPerson.of(hers);
  const officer = await PasskeyPerson.of(his);

  await test.step('the first administrator is told that a passkey is missing', async () => {
    await admin.join(server.adminLink, 'Mẫu Thị Quản');
    await expect(admin.page.getByText('Chưa có khóa truy cập')).toBeVisible();
    await expectAccessible(admin.page);
    const [province, commune] = [randomUUID(), randomUUID()];
    await admin.post('areas', { id: province, kind: 'province', prefix: 'tỉnh', name: 'Mẫu' });
    await admin.post('areas', { id: commune, kind: 'commune', prefix: 'xã', name: 'Ea Mẫu', parent: province });
    await admin.reopen();
  });

  const link = await test.step('she invites an officer: makes a passkey first, and what she typed stays', async () => {
    await admin.openPlace('Tổ');
    await admin.page.getByRole('link', { name: 'Mời người', exact: true }).click();
    await admin.page.getByText('Cán bộ xã', { exact: true }).click();
    await admin.page.getByLabel('Tên người được mời').fill('Mẫu Văn Xã');
    await admin.page.getByRole('button', { name: 'Tạo lời mời' }).click();
    await admin.typePin();
    await expect(admin.dialog).toContainText('Cần có khóa truy cập');
    await admin.dialog.getByRole('button', { name: 'Không, quay lại' }).click();
    await expect(admin.page.getByText('Chưa xác nhận bằng khóa truy cập')).toBeVisible();
    await expect(admin.page.getByLabel('Tên người được mời')).toHaveValue('Mẫu Văn Xã');
    await admin.page.getByRole('button', { name: 'Tạo lời mời' }).click();
    await admin.typePin();
    await admin.dialog.getByRole('button', { name: 'Tạo khóa rồi làm tiếp' }).click();
    await admin.confirm();
    await expect(title(admin)).toHaveText('Lời mời đã sẵn sàng');
    return admin.page.getByText(/\/join#t=/).innerText();
  });

  await test.step('the officer makes a passkey in the settings', async () => {
    await officer.join(link);
    await officer.openPlace('Cài đặt');
    await officer.page.getByRole('link', { name: 'Khóa truy cập' }).click();
    await expect(title(officer)).toHaveText('Khóa truy cập');
    await expect(officer.page.getByText('Chưa có khóa nào')).toBeVisible();
    await expectAccessible(officer.page);
    await officer.page.getByLabel('Tên khóa mới').fill('Máy ở xã');
    await officer.page.getByRole('button', { name: 'Tạo khóa truy cập' }).click();
    await expect(officer.page.getByText('Đã tạo khóa Máy ở xã')).toBeVisible();
    await expect(officer.page.getByText('chưa dùng lần nào')).toBeVisible();
    await expect(
      officer.page.getByText('Muốn bỏ khóa này thì tạo thêm một khóa trước.', { exact: false }),
    ).toBeVisible();
    await expectAccessible(officer.page);
  });

  const keepFor = async (months: string): Promise<void> => {
    await officer.openPlace('Tổ');
    await officer.page.getByRole('link', { name: 'Thời hạn giữ phiếu' }).click();
    await officer.page.getByRole('link', { name: /Xã Ea Mẫu/ }).click();
    await officer.page.getByText('Đặt riêng', { exact: true }).click();
    await officer.page.getByRole('textbox', { name: 'Số tháng giữ thêm sau hết năm hỏi' }).fill(months);
    await officer.page.getByRole('button', { name: 'Lưu' }).click();
    await officer.page.getByRole('button', { name: 'Giữ ngắn hơn' }).click();
  };

  await test.step('he shortens retention with it', async () => {
    await keepFor('6');
    await expect(officer.dialog).toContainText('Xác nhận bằng khóa truy cập');
    await expectAccessible(officer.page);
    await officer.confirm();
    await expect(officer.page.getByText('Chưa đổi: cần thêm một người xác nhận')).toBeVisible();
  });

  await test.step('he loses it: the act is not done, and he reads what to do', async () => {
    await officer.getAuthenticator();
    await keepFor('3');
    await officer.confirm();
    await expect(officer.dialog).toContainText('Chưa xác nhận được');
    await expectAccessible(officer.page);
    await officer.dialog.getByRole('button', { name: 'Không, quay lại' }).click();
    await expect(officer.page.getByRole('textbox', { name: 'Số tháng giữ thêm sau hết năm hỏi' })).toHaveValue('3');
  });

  await test.step('the administrator takes it away, with her own', async () => {
    await admin.page.getByRole('link', { name: 'Quay lại' }).click();
    await admin.page.getByRole('link', { name: 'Người và máy của tổ' }).click();
    await admin.page.getByRole('link', { name: /Mẫu Văn Xã/ }).click();
    await expect(admin.page.getByText('Máy ở xã')).toBeVisible();
    await expectAccessible(admin.page);
    await admin.page.getByRole('button', { name: 'Bỏ khóa này' }).click();
    await admin.dialog.getByRole('button', { name: 'Bỏ khóa', exact: true }).click();
    // Her passkey verifies her: the PIN is not asked for too.
    await admin.confirm();
    await expect(admin.page.getByText('Đã bỏ khóa truy cập.')).toBeVisible();
  });

  await test.step('he is told, makes a new one where he needs it, and the act is done', async () => {
    await officer.openPlace('Các thôn');
    await officer.reopen();
    await expect(officer.page.getByText('Một khóa truy cập của mình vừa bị bỏ')).toBeVisible();
    await expect(officer.page.getByText('Mẫu Thị Quản làm', { exact: false })).toBeVisible();
    await keepFor('3');
    await officer.dialog.getByRole('button', { name: 'Tạo khóa rồi làm tiếp' }).click();
    await officer.confirm();
    await expect(officer.page.getByText('Chưa đổi: cần thêm một người xác nhận')).toBeVisible();
  });

  for (const context of [hers, his]) await context.close();
  await server.stop();
  expect(noises.flatMap(({ heard }) => heard)).toEqual([]);
});
