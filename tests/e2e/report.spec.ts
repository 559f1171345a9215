import { readFileSync } from 'node:fs';
import { read } from '@e965/xlsx';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';

/** `/p/<enrolment>` of whoever is signed in there. */
const householdOf = (page: Page): string => /^\/p\/[^/]+/.exec(new URL(page.url()).pathname)![0];

test('the head looks behind a figure and signs the month’s report; the officer receives it', async ({ newPhone }) => {
  const head = await newPhone();
  await head.signIn('head');
  const { page } = head;

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

  await test.step('two taps: look it over, sign it', async () => {
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

  await test.step('a target of the commune has a source, and reaches the village', async () => {
    await officer.goto(`${householdOf(officer.page)}/targets`);
    await officer.page.getByRole('textbox', { name: 'Cần đạt' }).fill('100');
    await officer.page.getByRole('textbox', { name: 'Theo văn bản nào' }).fill('Kế hoạch thử số 1');
    await officer.page.getByRole('button', { name: 'Lưu mục tiêu' }).click();
    await expect(officer.page.getByText(/Kế hoạch thử số 1 · lần 1/)).toBeVisible();
    await expectAccessible(officer.page);
  });

  await test.step('what no household is asked is told by the head', async () => {
    await head.goto(`${householdOf(page)}/facts`);
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
