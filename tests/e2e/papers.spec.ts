import { readFileSync } from 'node:fs';
import { read, utils } from '@e965/xlsx';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';

/** `/p/<enrolment>` of whoever is signed in there. */
const baseOf = (page: Page): string => /^\/p\/[^/]+/.exec(new URL(page.url()).pathname)![0];

async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const wordsIn = async (bytes: Buffer): Promise<string> => (await mammoth.extractRawText({ buffer: bytes })).value;

test('the head tells the team’s file, writes the report’s words and takes it to Word without a network', async ({
  newPhone,
}) => {
  const head = await newPhone();
  await head.signIn('head');
  const { page } = head;
  const base = baseOf(page);

  await test.step('the team’s file: decision, members, a training; a day that is none is said', async () => {
    await head.goto(`${base}/team-file`);
    await page.getByRole('textbox', { name: 'Số quyết định lập tổ' }).fill('15/QĐ-UBND');
    await page.getByRole('textbox', { name: 'Ngày quyết định' }).fill('15/08/2026');
    await page.getByRole('textbox', { name: 'Hội Nông dân' }).fill('2');
    await page.getByRole('textbox', { name: 'Đoàn Thanh niên' }).fill('3');
    await page.getByRole('button', { name: 'Thêm buổi tập huấn' }).click();
    const days = page.getByRole('textbox', { name: 'Ngày tập huấn' });
    await days.last().fill('31/02/2026');
    await page.getByRole('button', { name: 'Lưu hồ sơ' }).click();
    await expect(page.getByText('Ghi ngày như 15/12/2026.')).toBeVisible();
    await days.last().fill('01/09/2026');
    await page.getByRole('textbox', { name: 'Nội dung' }).last().fill('VNeID');
    await page.getByRole('button', { name: 'Lưu hồ sơ' }).click();
    await expect(page.getByText('Đã lưu trên máy chủ.')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('words typed without a network stay on the phone, and are in the paper', async () => {
    await head.goto(`${base}/report/texts`);
    await expect(page.getByRole('textbox', { name: 'Kế hoạch kỳ tới' })).toBeVisible();
    await head.goOffline();
    await page.getByRole('textbox', { name: 'Khó khăn, vướng mắc' }).fill('Cụm 3 sóng yếu.');
    await page.getByRole('textbox', { name: 'Kế hoạch kỳ tới' }).fill('Đi hết Cụm 3.');
    await expect(page.getByText(/Máy này đang giữ lời chưa gửi lên/)).toBeVisible();
    await expectAccessible(page);
    await head.goto(`${base}/report/files`);
    const paper = await saved(page, 'Báo cáo hoạt động (.docx)');
    expect(paper.name).toMatch(/^bao-cao-hoat-dong-thon-tan-dong-\d{4}-\d\d-\d\d\.docx$/);
    const words = await wordsIn(paper.bytes);
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Quyết định số 15/QĐ-UBND ngày 15/08/2026',
      'Hội Nông dân 2 người, Đoàn Thanh niên 3 người',
      'Cụm 3 sóng yếu.',
      'Đi hết Cụm 3.',
    ])
      expect(words).toContain(said);
    await expectAccessible(page);
  });

  await test.step('the words go up with one tap, and into the report that is signed', async () => {
    await head.goOnline();
    await head.goto(`${base}/report`);
    await expect(page.getByText('Lời báo cáo trên máy này chưa gửi lên')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ký và gửi xã' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Viết lời báo cáo' }).click();
    await page.getByRole('button', { name: 'Lưu và gửi lên' }).click();
    await expect(page.getByText('Đã lưu trên máy chủ.')).toBeVisible();
    await head.goto(`${base}/report`);
    await expect(page.getByRole('main')).toContainText('Cụm 3 sóng yếu.');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Ký và gửi xã' }).click();
    await expect(page.getByText(/đã ký và gửi lúc/)).toBeVisible();
  });

  const officer = await newPhone();
  await officer.signIn('officer');
  await test.step('the officer has the same over all villages, and one zip of all papers', async () => {
    const { page: desk } = officer;
    await officer.goto(`${baseOf(desk)}/villages/files`);
    const words = await wordsIn((await saved(desk, 'Báo cáo hoạt động (.docx)')).bytes);
    expect(words).toContain('Thôn Tân Đông: Cụm 3 sóng yếu.');
    expect(words).toContain('đã ký số liệu');
    const { name, bytes } = await saved(desk, 'Tất cả trong một tệp .zip');
    expect(name).toMatch(/^giay-to-.*\.zip$/);
    const files = Object.keys((await JSZip.loadAsync(bytes)).files);
    expect(files.filter((file) => file.startsWith('thon-tan-dong/') && !file.endsWith('/'))).toHaveLength(3);
    expect(files.filter((file) => !file.includes('/'))).toHaveLength(3);
    await expectAccessible(desk);
  });
});

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
