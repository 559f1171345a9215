import type { Locator, Page } from '@playwright/test';
import { encode } from 'uqr';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { pagesOf } from './support/pdf.ts';

const visited = async (page: Page): Promise<void> => {
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
};

test('the scam drill: heard line by line, decided, explained at once, offline; only the day is kept', async ({
  page,
  goOffline,
}) => {
  await visited(page);
  await goOffline();
  await page.goto('/drills');
  const main = page.locator('main');
  for (let situation = 1; situation <= 4; situation += 1) {
    await expect(main.getByRole('heading', { name: `Tình huống ${situation}/4` })).toBeVisible();
    await expect(main.getByText('TẬP THỬ · chuyện đặt ra')).toBeVisible();
    await main.getByRole('button', { name: 'Nghe tiếp' }).click();
    await main.getByRole('button', { name: 'Nghe tiếp' }).click();
    await main.getByRole('button', { name: 'Dừng – Cúp máy – Tự gọi số đã lưu' }).click();
    await main.getByRole('button', { name: 'Số bác đã lưu từ trước' }).click();
    await expect(main.getByRole('status')).toContainText(/(Đây là lừa|lần này là thật).*Vì sao\?/s);
    if (situation === 1) await expectAccessible(page);
    await main.getByRole('button', { name: situation === 4 ? 'Xong' : 'Tình huống tiếp' }).click();
  }
  await expect(main).toContainText('Dừng – Cúp máy – Tự gọi số đã lưu.');
  await expect(main.locator('#drill-done')).toBeFocused();
  const kept = await page.evaluate(() => ({ ...localStorage }));
  expect(kept['thon-so.drills']).toMatch(/^\{"day":"\d{4}-\d\d-\d\d","rounds":1\}$/);

  await page.goto('/');
  await expect(page.getByText('Hai tuần rồi')).toHaveCount(0);
  await page.evaluate(() => localStorage.setItem('thon-so.drills', JSON.stringify({ day: '2026-01-01', rounds: 1 })));
  await page.reload();
  await page.getByRole('link', { name: 'Luyện tránh lừa' }).first().click();
  await expect(main.getByRole('heading', { name: 'Tình huống 1/4' })).toBeVisible();
});

test('searching forgives marks and says when there is nothing', async ({ page }) => {
  await page.goto('/guides');
  const rows = page.locator('main li').filter({ visible: true });
  await page.getByRole('searchbox').fill('dong thue dat');
  await expect(rows).toHaveText([/eTax Mobile/]);
  await expect(page.getByRole('status')).toHaveText('Thấy 1 hướng dẫn.');
  await expectAccessible(page);
  await page.getByRole('searchbox').fill('mất sim');
  await expect(rows).toHaveText([/SIM và số điện thoại/, /Lỡ bị lừa/]);
  await page.getByRole('searchbox').fill('xyzzy');
  await expect(page.getByRole('status')).toContainText('Chưa thấy');
  await page.getByRole('button', { name: 'Xem lại tất cả hướng dẫn' }).click();
  await expect(page.getByRole('searchbox')).toBeFocused();
  await expect(rows).toHaveCount(14);
});

test('text size and contrast are chosen once and stay; a guide goes on where it was left @long', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Chữ to, dễ đọc' }).click();
  const sizeOf = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  const before = await sizeOf();
  await page.getByRole('radio', { name: 'Rất to' }).check();
  await page.getByRole('radio', { name: 'Đậm' }).check();
  expect(await sizeOf()).toBe(1.5 * before);
  await expectAccessible(page);

  await page.goto('/guides/vneid#step-3');
  await expect(page.locator('#step-3')).toBeVisible();
  expect(await sizeOf()).toBe(1.5 * before);
  await page.goto('/guides/vneid');
  await page.getByRole('link', { name: 'Đi tiếp từ chỗ lần trước' }).click();
  await expect(page).toHaveURL(/#step-3$/);
  await expect(page.locator('li[id^="step-"]').filter({ visible: true })).toHaveCount(1);
});

/** Runs in the page: a phone that lets its screen be kept on, and notes whether it is. */
function haveScreen(): void {
  const held = new Set<object>();
  const request = (): Promise<object> => {
    const lock = { release: () => Promise.resolve(held.delete(lock)) };
    held.add(lock);
    return Promise.resolve(lock);
  };
  Object.defineProperty(navigator, 'wakeLock', { value: { request } });
  Object.assign(window, { keptOn: () => held.size, letGo: () => held.clear() });
}

test('the screen stays on while a guide is read or practised, for whoever wants that @long', async ({ page }) => {
  const keptOn = () => page.evaluate(() => (window as unknown as { keptOn: () => number }).keptOn());
  await page.addInitScript(haveScreen);
  await page.goto('/guides/vssid');
  await expect(page.getByRole('button', { name: 'Gửi qua Zalo' })).toBeVisible();
  expect(await keptOn(), 'nobody asked for it').toBe(0);
  await page.goto('/reading');
  await page.getByRole('radio', { name: 'Không tự tắt' }).check();
  expect(await keptOn()).toBe(0);
  await page.goto('/guides/vssid');
  await expect.poll(keptOn).toBe(1);

  await test.step('the browser lets go when the page is hidden: on return it is asked again', async () => {
    await page.evaluate(() => {
      (window as unknown as { letGo: () => void }).letGo();
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect.poll(keptOn).toBe(1);
  });
  await page.getByRole('link', { name: 'Tập thử' }).first().click();
  await expect(page.locator('[data-spot]').first()).toBeVisible();
  await expect.poll(keptOn).toBe(1);
  await page.goto('/guides');
  await expect(page.getByRole('searchbox')).toBeVisible();
  expect(await keptOn()).toBe(0);
});

test('a step is sent with a link that opens it, or the link is copied where nothing can be sent @long', async ({
  page,
  context,
}) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'share', {
      configurable: true,
      value: (what: unknown) => {
        (window as unknown as { sent: unknown }).sent = what;
        return Promise.resolve();
      },
    }),
  );
  await page.goto('/guides/vssid#step-4');
  await page.getByRole('button', { name: 'Gửi qua Zalo' }).click();
  expect(await page.evaluate(() => (window as unknown as { sent: { url: string } }).sent.url)).toMatch(
    /\/guides\/vssid#step-4$/,
  );

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const other = await context.newPage();
  await other.addInitScript(() => delete (Navigator.prototype as { share?: unknown }).share);
  await other.goto('/guides/vssid#step-2');
  await other.getByRole('button', { name: 'Gửi qua Zalo' }).click();
  await expect(other.getByText('Đã chép đường dẫn')).toBeVisible();
  expect(await other.evaluate(() => navigator.clipboard.readText())).toMatch(/\/guides\/vssid#step-2$/);
});

/** The squares of a drawn code, as the maker draws those of an address. */
const drawnIn = (code: Locator) => code.locator('path').getAttribute('d');
const drawingOf = (url: string): string =>
  encode(url, { ecc: 'M', border: 3 })
    .data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');

test('a poster, a folded card and a skill sheet carry what belongs on them, each on one page @no-webkit', async ({
  page,
}) => {
  await page.goto('/guides/vssid/print');
  await page.getByLabel('Tên thôn, buôn').fill('Buôn Mẫu');
  await page.getByLabel('Gọi tổ viên: số nào').fill('0900 000 000');
  const poster = page.getByRole('region', { name: 'Tờ treo' });
  await expect(poster).toContainText('Buôn Mẫu');
  await expect(poster).toContainText('Cần giúp thì gọi 0900 000 000');
  await expect(poster.getByRole('img', { name: /^Mã QR/ })).toBeVisible();
  await expectAccessible(page);
  const code = poster.getByRole('img', { name: /^Mã QR/ });
  const { origin } = new URL(page.url());
  await expect.poll(() => drawnIn(code)).toBe(drawingOf(`${origin}/guides/vssid`));
  await page.getByRole('radio', { name: /^Phần 2/ }).check();
  await expect
    .poll(() => drawnIn(code), 'the step at which part 2 begins')
    .toBe(drawingOf(`${origin}/guides/vssid#step-6`));
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1);
  await page.getByRole('radio', { name: 'Thẻ gấp' }).check();
  const card = page.getByRole('region', { name: 'Thẻ gấp' });
  await expect(card.getByRole('listitem').first()).toBeVisible();
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1);
  await page.getByRole('radio', { name: 'Phiếu kỹ năng' }).check();
  const skill = page.getByRole('region', { name: 'Phiếu kỹ năng' });
  await expect(skill).toContainText('Dùng thẻ bảo hiểm y tế trên điện thoại');
  await expect(skill.getByRole('rowheader', { name: /^Phần 1/ })).toBeVisible();
  await expect(page.getByLabel('Gọi tổ viên: số nào')).toBeHidden();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBe(1);
});

test('a step that names another guide leads to it @no-webkit', async ({ page }) => {
  await page.goto('/guides/been-scammed');
  await page.locator('main').getByRole('link', { name: '“SIM và số điện thoại đứng tên mình”' }).first().click();
  await expect(page).toHaveURL(/\/guides\/sim-in-own-name$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('SIM và số điện thoại đứng tên mình');
});

test('of a poster the form is not printed @chromium', async ({ page }) => {
  await page.goto('/guides/vssid/print');
  await expect(page.getByLabel('Tên thôn, buôn')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByLabel('Tên thôn, buôn')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Tờ treo' })).toBeVisible();
});

test('a guide is practised once more three days later, behind a link that the resident keeps @firefox @webkit', async ({
  page,
  context,
  goOffline,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/guides/etax-mobile#done');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.getByRole('button', { name: 'Giữ đường dẫn để làm lại' }).click();
  await expect(page.getByText(/Trang đầu trên máy này sẽ nhắc từ ngày/)).toBeVisible();
  const { origin } = new URL(page.url());
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${origin}/guides/etax-mobile/practice#again`);
  await expectAccessible(page);
  await page.goto('/');
  await expect(page.getByText(/^Hôm nay làm lại hai phút/)).toHaveCount(0);

  await page.clock.setFixedTime(Date.now() + 3 * 24 * 60 * 60 * 1000);
  await goOffline();
  await page.reload();
  await expect(page.getByText('Hôm nay làm lại hai phút: Nộp thuế bằng eTax Mobile')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Làm lại', exact: true }).click();
  const steps = Number(/\/(\d+)/.exec((await page.getByText(/^Làm lại, bước 1\//).innerText()) ?? '')?.[1]);
  expect(steps).toBeGreaterThan(1);
  for (let step = 1; step <= steps; step++) {
    await expect(page.getByText(`Làm lại, bước ${step}/${steps}`)).toBeVisible();
    await page.getByRole('button', { name: 'Chỉ chỗ cho tôi' }).click();
    await page.getByRole('button', { name: /(Bấm|Nhập|Xem|Đến) đây$/ }).click();
    await page.getByRole('link', { name: step === steps ? 'Xong' : 'Bước tiếp', exact: true }).click();
  }
  await expect(page.getByRole('heading', { name: 'Bác còn nhớ tốt!' })).toBeVisible();
  await page.getByRole('link', { name: 'Về trang đầu' }).click();
  await expect(page.getByRole('link', { name: 'Đi khám' })).toBeVisible();
  await expect(page.getByText(/^Hôm nay làm lại hai phút/)).toHaveCount(0);
});
