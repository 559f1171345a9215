import { read, utils } from '@e965/xlsx';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { baseOf } from './support/base-of.ts';
import { saved } from './support/papers.ts';

test('the treasurer’s log: a line a member and day as a workbook and as a page to sign, without a network', async ({
  newPhone,
}) => {
  const head = await newPhone();
  await head.signIn('head');
  const { page } = head;
  const base = baseOf(page);
  await head.goto(`${base}/report/files`);
  await expect(page.getByRole('heading', { name: 'Giấy tờ của tổ' })).toBeVisible();
  await head.goOffline();
  const { name, bytes } = await saved(page, 'Nhật ký theo người và ngày (.xlsx)');
  expect(name).toMatch(/^nhat-ky-thon-tan-dong-\d{4}-\d\d-\d\d\.xlsx$/);
  const { Sheets } = read(bytes);
  const rows = utils.sheet_to_json<(string | number)[]>(Sheets['Nhật ký'] ?? {}, { header: 1, blankrows: true });
  const lines = rows.slice(5).filter(([first]) => typeof first === 'number');
  expect(lines.length).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'In nhật ký để ký' }).click();
  const log = page.getByRole('region', { name: 'Nhật ký', exact: true });
  await expect(log.getByRole('row')).toHaveCount(lines.length + 1);
  await expect(log).toContainText(String(lines[0]?.[3]));
  await expectAccessible(page);
});
