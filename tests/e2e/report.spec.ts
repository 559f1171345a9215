import { readFileSync } from 'node:fs';
import { read } from '@e965/xlsx';
import JSZip from 'jszip';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { baseOf } from './support/base-of.ts';
import { saved, wordsIn } from './support/papers.ts';

// One story, because a village's report of a period is signed and received once.
test('the head looks behind a figure, writes the month’s report, signs it; the officer receives it @no-webkit', async ({
  newPhone,
}) => {
  const head = await newPhone();
  await head.signIn('head');
  const { page } = head;
  const base = baseOf(page);

  await test.step('behind a figure: what changed this week, since when, and which households', async () => {
    await page.getByRole('link', { name: 'Bà con vào mạng' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bà con vào mạng');
    await expect(page.getByRole('heading', { name: 'Bảy ngày qua' })).toBeVisible();
    await page.getByText('Xem bảng số').click();
    await expect(page.getByRole('region', { name: 'Bà con vào mạng theo ngày' })).toContainText('%');
    await expect(page.getByRole('figure').locator('canvas')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Nhà còn người chưa đạt' })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Theo từng tổ viên' }).getByRole('listitem').first()).toContainText(
      /đã hỏi \d+\/\d+ hộ/,
    );
    await expectAccessible(page);
    await head.goOffline();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Bảy ngày qua' })).toBeVisible();
    await head.goOnline();
    await page.goBack();
  });

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

  await test.step('the words go up with one tap, and into the report that will be signed', async () => {
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
  });

  await test.step('two taps: look it over, sign it', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Tiến độ' }).click();
    await page.getByRole('link', { name: /[Bb]áo cáo/ }).click();
    await expect(page.getByText('Bản nháp, chưa ký')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Ký và gửi xã' }).click();
    await expect(page.getByText(/đã ký và gửi lúc/)).toBeVisible();
    await expect(page.getByText('Xã chưa bấm đã nhận.')).toBeVisible();
  });

  const officer = await newPhone();
  await officer.signIn('officer');
  await test.step('the officer sees who has sent, and says that it is received', async () => {
    await officer.page.getByRole('searchbox').fill('tan dong');
    await officer.page.getByRole('link', { name: /Thôn Tân Đông.*Đã gửi báo cáo/ }).click();
    await officer.page.getByRole('button', { name: 'Xã đã nhận' }).click();
    await expect(officer.page.getByText(/Xã đã nhận lúc/)).toBeVisible();
  });

  await test.step('one workbook of all villages, made without a network of what came along', async () => {
    const { page: desk } = officer;
    await desk.goBack();
    await expect(desk.getByRole('link', { name: /Xã đã nhận|Đã gửi báo cáo/ }).first()).toBeVisible();
    await officer.goOffline();
    await desk.getByRole('link', { name: 'Một tệp Excel của các thôn, buôn' }).click();
    await expect(desk.getByText(/^\d+ trên \d+ thôn, buôn đã ký báo cáo$/)).toBeVisible();
    await expect(desk.getByText(/Không có mạng. Đây là số liệu lúc/)).toBeVisible();
    await expectAccessible(desk);
    const [download] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: 'Tệp Excel (.xlsx)' }).click(),
    ]);
    const { SheetNames } = read(readFileSync(await download.path()));
    expect(SheetNames).toContain('Thôn Tân Đông');
  });

  await test.step('the sheet of who moved ahead comes out of the same, and names nobody else', async () => {
    const { page: desk } = officer;
    await desk.goBack();
    await desk.getByRole('link', { name: 'Nơi tiến bộ tháng này' }).click();
    await expect(desk.getByRole('main')).toContainText(/thêm \d+ (người|hộ)/);
    await expectAccessible(desk);
    await officer.goOnline();
  });

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

  await test.step('a target of the commune has a source, and reaches the village', async () => {
    await officer.goto(`${baseOf(officer.page)}/targets`);
    await officer.page.getByRole('textbox', { name: 'Cần đạt' }).fill('100');
    await officer.page.getByRole('textbox', { name: 'Theo văn bản nào' }).fill('Kế hoạch thử số 1');
    await officer.page.getByRole('button', { name: 'Lưu mục tiêu' }).click();
    await expect(officer.page.getByText(/Kế hoạch thử số 1 · lần 1/)).toBeVisible();
    await expectAccessible(officer.page);
  });

  await test.step('what no household is asked is told by the head', async () => {
    await head.goto(`${base}/facts`);
    await page.getByRole('textbox', { name: 'Hỏi xong' }).fill('15/12/2026');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(page.getByText('Đã lưu trên máy chủ.')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the village’s own day sets the pace on the first screen', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Tiến độ' }).click();
    await expect(page.getByRole('main')).toContainText(
      /Muốn hỏi xong trước hết ngày 15\/12\/2026 thì mỗi tuần hỏi \d+ hộ|Mốc hỏi xong ngày 15\/12\/2026 đã qua/,
    );
  });
});
