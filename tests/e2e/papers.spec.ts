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

test('an officer’s papers of all villages are made without a network, and say when their material came', async ({
  newPhone,
}) => {
  const officer = await newPhone();
  await officer.signIn('officer');
  const { page } = officer;
  const base = baseOf(page);
  await page.getByRole('link', { name: 'Một tệp Excel của các thôn, buôn' }).click();
  await expect(page.getByText(/^Nhật ký các thôn, buôn nhận lúc/)).toBeVisible();
  const rowsOf = async () => {
    const { bytes } = await saved(page, 'Nhật ký theo người và ngày (.xlsx)');
    return utils.sheet_to_json<(string | number)[]>(read(bytes).Sheets['Nhật ký'] ?? {}, {
      header: 1,
      blankrows: true,
    });
  };
  const online = await rowsOf();
  expect(online.slice(5).filter(([first]) => typeof first === 'number').length).toBeGreaterThan(0);

  await officer.goOffline();
  await officer.goto(`${base}/villages/files`);
  const offline = await rowsOf();
  expect(String(offline[3]?.[0])).toMatch(/^Làm khi chưa có mạng, theo nhật ký nhận lúc/);
  expect(offline.toSpliced(3, 1, [])).toEqual(online.map((row, at) => (at === 3 ? [] : row)));

  // Of a village that was not looked at, what came with the reports.
  await page.getByRole('link', { name: 'Các thôn', exact: true }).click();
  await page.getByRole('link', { name: /^Thôn Tân Đông/ }).click();
  await page.getByRole('link', { name: 'Hồ sơ tổ công nghệ số' }).click();
  await expect(page.getByText(/^Chưa có mạng\. Dưới đây là hồ sơ nhận lúc/)).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Số quyết định lập tổ');
  await expectAccessible(page);
});
