import type { Page } from '@playwright/test';
import { brokenWords } from '../support/broken-words.ts';
import { expect, expectAccessible, test } from './support/fixtures.ts';

const table = (page: Page) => page.getByRole('region', { name: 'Các thôn, buôn' });
const rows = (page: Page) => table(page).locator('tbody tr');
const head = (page: Page, name: string) => table(page).getByRole('columnheader', { name });
const focused = (page: Page) => page.locator(':focus');
/** Presses Tab until the thing of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page).textContent())?.startsWith(name) === true) return;
  }
  throw new Error(`Tab does not reach “${name}”`);
}

test('an officer works the table of villages by keyboard alone @no-webkit', async ({ newPhone }) => {
  const officer = await newPhone();
  await officer.signIn('officer');
  const { page } = officer;
  await page.setViewportSize({ width: 1280, height: 800 });
  // Other stories add villages.
  await expect(rows(page).nth(14)).toBeAttached();
  await expect(table(page).locator('tbody tr').filter({ hasText: 'Thôn Tân Đông' })).toContainText(/\d+\/\d+ hộ/);
  await expectAccessible(page);

  await test.step('sorts by a column: least first, then most', async () => {
    await tabTo(page, 'Hộ đã hỏi');
    await page.keyboard.press('Enter');
    await expect(head(page, 'Hộ đã hỏi')).toHaveAttribute('aria-sort', 'ascending');
    await expect(rows(page).first()).toContainText('Thôn Sơn Hà');
    await expect(rows(page).last()).toContainText('Chưa có hộ nào'); // no share: last in either direction
    await page.keyboard.press('Enter');
    await expect(head(page, 'Hộ đã hỏi')).toHaveAttribute('aria-sort', 'descending');
    await expect(rows(page).first()).toContainText('Thôn Tân Hưng');
  });

  await test.step('head and names stay in sight while the table is scrolled', async () => {
    // Below the frame's upper edge: the page itself may scroll too.
    const headBelowEdge = async () =>
      ((await head(page, 'Hộ đã hỏi').boundingBox())?.y ?? 0) - ((await table(page).boundingBox())?.y ?? 0);
    const before = await headBelowEdge();
    await table(page).evaluate((frame) => frame.scrollTo(40, 200));
    const name = rows(page).last().getByRole('rowheader');
    await name.evaluate((cell) => cell.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    expect(await headBelowEdge()).toBeCloseTo(before, 0);
    const frame = await table(page).boundingBox();
    expect((await name.boundingBox())?.x).toBeLessThan((frame?.x ?? 0) + 3);
  });

  await test.step('one Tab reaches the rows, arrows move in them, Enter opens one beside the table', async () => {
    await tabTo(page, 'Thôn Tân Hưng');
    await page.keyboard.press('ArrowDown');
    await expect(focused(page)).toHaveText(await rows(page).nth(1).getByRole('link').innerText());
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const beside = page.getByRole('region', { name: 'Thôn Tân Hưng' });
    await expect(beside).toBeVisible();
    await expect(rows(page).first().getByRole('link')).toHaveAttribute('aria-current', 'true');
    await expect(focused(page)).toHaveText('Thôn Tân Hưng');
    await expect(beside.getByRole('heading', { name: 'Từng tháng' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(beside).toBeHidden();
    await expect(focused(page)).toHaveText('Thôn Tân Hưng');
  });

  await test.step('every figure there is: in columns wide enough for each word', async () => {
    const columns = await head(page, '').count();
    await page.getByRole('radio', { name: 'Mọi số' }).check();
    await expect(head(page, '').nth(columns + 5)).toBeAttached();
    expect(await page.evaluate(brokenWords)).toEqual([]);
    await page.getByRole('radio', { name: 'Số chính' }).check();
    await expect(head(page, '')).toHaveCount(columns);
  });

  await test.step('filters and searches', async () => {
    const all = await rows(page).count();
    const filter = page.getByRole('button', { name: /^Số cũ/ });
    await filter.focus();
    await page.keyboard.press('Space');
    await expect(filter).toHaveAttribute('aria-pressed', 'true');
    await expect(rows(page)).toHaveCount(2);
    await page.keyboard.press('Space');
    await expect(rows(page)).toHaveCount(all);
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('dhie');
    await expect(rows(page)).toHaveCount(1);
    await page.keyboard.type('zz');
    await expect(page.getByText('Không có nơi nào như vậy')).toBeVisible();
    await page.getByRole('button', { name: 'Xem tất cả' }).press('Enter');
    await expect(rows(page)).toHaveCount(all);
  });

  await test.step('copies what it shows as a table', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Chép bảng' }).press('Enter');
    await expect(page.getByText('Đã chép.')).toBeVisible();
    const lines = (await page.evaluate(() => navigator.clipboard.readText()))
      .split('\n')
      .map((line) => line.split('\t'));
    expect(lines).toHaveLength(1 + (await rows(page).count()));
    expect(lines[0]?.slice(0, 3)).toEqual(['Thôn, buôn', 'Hộ đã hỏi', 'Vào mạng']);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  await test.step('prints the table, and not what a phone as narrow as the sheet shows', async () => {
    const before = await rows(page).count();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 700, height: 990 });
    // The paper says how old its figures are.
    await expect(page.getByText(/thôn, buôn\. Mỗi ô/)).toContainText(/^Số liệu lúc/, { useInnerText: true });
    await expect(page.getByRole('link', { name: 'Chiến dịch' })).toBeHidden();
    await expect(rows(page)).toHaveCount(before);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ media: null });
    await expect(rows(page)).toHaveCount(before);
    await page.setViewportSize({ width: 700, height: 990 });
    await expect(table(page)).toBeHidden();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('no name of a column takes more than three lines and its arrow', async () => {
    const tall = await table(page)
      .getByRole('columnheader')
      .evaluateAll((heads) =>
        heads
          .filter((one) => {
            const range = document.createRange();
            range.selectNodeContents(one.querySelector('button') ?? one);
            return range.getBoundingClientRect().height > 4.2 * parseFloat(getComputedStyle(one).lineHeight);
          })
          .map((one) => one.textContent),
      );
    expect(tall).toEqual([]);
  });

  await test.step('shows every figure there is', async () => {
    const before = await table(page).getByRole('columnheader').count();
    await page.getByRole('radio', { name: 'Mọi số' }).press('Space');
    expect(await table(page).getByRole('columnheader').count()).toBeGreaterThan(before + 8);
    await expectAccessible(page);
  });

  await test.step('prints every figure as tables that a sheet has room for', async () => {
    const heads = () => page.getByRole('main').getByRole('columnheader').allTextContents();
    const before = await heads();
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    const tables = page.getByRole('main').getByRole('table');
    await expect(tables).toHaveCount(Math.ceil((before.length - 1) / 10));
    expect((await heads()).filter((name, at, all) => all.indexOf(name) === at)).toEqual(before);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(tables).toHaveCount(1);
  });
});

test('an officer sees how the commune moved over the months, also without a network', async ({ newPhone }) => {
  const officer = await newPhone();
  await officer.signIn('officer');
  const { page } = officer;
  await page.setViewportSize({ width: 1280, height: 800 });
  const trend = page.locator('section', { has: page.getByRole('heading', { name: 'Cả xã qua từng tháng' }) });
  await expect(trend.getByRole('heading', { name: 'Vào mạng' })).toBeVisible();
  await expect(trend).toContainText(/0% ngày \d\d\/\d\d\/\d{4}, nay \d+%/);
  await expectAccessible(page);
  await officer.goOffline();
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByRole('link', { name: /^Thôn Tân Đông/ }).click();
  await page.goBack();
  await expect(trend).toContainText(/Số nhận lúc .*, chưa cập nhật được\. /);
  await expect(trend.getByRole('heading', { name: 'Vào mạng' })).toBeVisible();
});

test('a viewer of the province sees communes first, then the villages of one', async ({ newPhone }) => {
  const viewer = await newPhone();
  await viewer.signIn('viewer');
  const { page } = viewer;
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).filter({ hasText: 'Xã Ea Knuếc' })).toContainText(/\d+ thôn, buôn/);
  await expect(page.getByText(/^\d+(–\d+)?% \(\d trên 2 xã\)$/)).toBeVisible();
  await expect(page.getByText('Kế hoạch chung: 100% số xã')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Xã Tân Tiến' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/xã Tân Tiến/i);
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).filter({ hasText: 'Buôn Ea Drai' })).toContainText('Không hiện');
  await page.goBack();
  await expect(rows(page)).toHaveCount(2);
  // A village is found by its name, in whichever commune it is.
  await page.getByRole('searchbox').fill('knier');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('xã Tân Tiến');
});
