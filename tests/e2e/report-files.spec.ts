import { readFileSync } from 'node:fs';
import { read } from '@e965/xlsx';
import { pagesOf } from './support/pdf.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';

test('the head takes the month’s report out offline: workbook, rows without names, one page @firefox @webkit', async ({
  newPhone,
}) => {
  const head = await newPhone();
  await head.signIn('head');
  const { page } = head;
  await head.goOffline();
  await page.getByRole('link', { name: /[Bb]áo cáo/ }).click();
  await page.getByRole('link', { name: 'Tệp Excel, bản in, gửi Zalo' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Báo cáo tháng');
  await expectAccessible(page);

  const saved = async (button: string): Promise<{ name: string; bytes: Buffer }> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const workbook = await saved('Tệp Excel');
  expect(workbook.name).toMatch(/^bao-cao-thon-tan-dong-\d{4}-\d\d-\d\d\.xlsx$/);
  const sheet = read(workbook.bytes).Sheets['Thôn Tân Đông'];
  await expect(page.getByRole('main')).toContainText(
    `${(sheet?.['F7'] as { v: number }).v} trên ${(sheet?.['G7'] as { v: number }).v} người`,
  );

  const rows = (await saved('Tệp CSV không tên người')).bytes.toString('utf8');
  expect(rows.split('\r\n').length).toBeGreaterThan(300);
  expect(rows).not.toContain('Mẫu');

  await page.getByRole('link', { name: 'In một trang A4' }).click();
  await expect(page.getByRole('row')).toHaveCount(27);
  await expectAccessible(page);
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1);

  await test.step('in English, where lines are longer, it is one page too', async () => {
    await head.goto(`/en${new URL(page.url()).pathname}`);
    await expect(page.getByRole('row')).toHaveCount(27);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Report of the community digital technology team');
    expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1);
  });
});
