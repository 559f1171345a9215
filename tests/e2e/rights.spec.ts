import { expect, expectAccessible, test } from './fixtures.ts';

test('a home sees all that is held about it, takes it along, and a person takes consent back without a network', async ({ newPhone }) => {
  const lead = await newPhone();
  await lead.signIn('lead');
  const { page } = lead;
  await lead.addHousehold({ head: 'Thử Thị Quyền', address: 'Sau chợ', answers: [], people: [{ name: 'Thử Thị Quyền', year: 1961 }] });
  await lead.goOffline();
  await page.getByRole('link', { name: 'Thông tin của nhà này' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thông tin của nhà này');
  const main = page.getByRole('main');
  for (const text of ['Sau chợ', '1961', 'Chưa hỏi ý kiến', 'không giữ số căn cước']) await expect(main).toContainText(text);
  await expectAccessible(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Lưu ra tệp cho bà con' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^thon-so-\d{4}-\d\d-\d\d\.txt$/);
});
