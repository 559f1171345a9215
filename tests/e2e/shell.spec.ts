import { expect, expectAccessible, test } from './support/fixtures.ts';
import type { DemoRole } from './support/phone.ts';

const bars: Readonly<Record<DemoRole, readonly string[]>> = {
  member: ['Hôm nay', 'Tiến độ', 'Hướng dẫn', 'Cài đặt'],
  lead: ['Hôm nay', 'Tiến độ', 'Tổ', 'Cài đặt'],
  head: ['Tiến độ', 'Hôm nay', 'Tổ', 'Cài đặt'],
  officer: ['Các thôn', 'Tổ', 'Hướng dẫn', 'Cài đặt'],
  viewer: ['Các thôn', 'Hướng dẫn', 'Cài đặt'],
  admin: ['Các thôn', 'Tổ', 'Hướng dẫn', 'Cài đặt'],
};

for (const [role, places] of Object.entries(bars) as [DemoRole, readonly string[]][]) {
  // The others have the same places, of which their own stories are.
  const round = role === 'member' || role === 'officer' ? '' : ' @long';
  test(`${role}: every place of the bar opens, is accessible, and names nobody in the title${round}`, async ({
    newPhone,
  }) => {
    const phone = await newPhone();
    await phone.signIn(role);
    const bar = phone.page.getByRole('navigation', { name: 'Các mục chính' });
    for (const place of places) {
      const link = bar.getByRole('link', { name: place, exact: true });
      await link.click();
      await expect(link).toHaveAttribute('aria-current', 'page');
      await expect(phone.page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(phone.page);
      expect(await phone.page.title()).toMatch(/^(Các hướng dẫn · )?Thôn Số$/);
    }
  });
}

test('the guides open inside the app with the person’s own bar, and lead back', async ({ newPhone }) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goOffline();
  const bar = phone.page.getByRole('navigation', { name: 'Các mục chính' });
  await bar.getByRole('link', { name: 'Hướng dẫn' }).click();
  await phone.page.getByRole('link', { name: /eTax Mobile/ }).click();
  await expect(phone.page.getByRole('heading', { level: 1 })).toContainText('eTax Mobile');
  await bar.getByRole('link', { name: 'Hôm nay' }).click();
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(/^Hôm nay/);
});

test('the app speaks English below /en, and its icon then opens in English @long', async ({ newPhone }) => {
  const phone = await newPhone();
  await phone.signIn('member');
  await phone.goto(new URL(phone.page.url()).pathname.replace(/^/, '/en'));
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(/^Today: \d+ homes?$/);
  await expect(phone.page.locator('html')).toHaveAttribute('lang', 'en');
  await phone.goto('/start');
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(/^Today/);
  expect(phone.page.url()).toContain('/en/p/');
});

test('an error on one screen: says what was kept, and the app goes on', async ({ newPhone }) => {
  const phone = await newPhone();
  phone.expectNoise(/broken on purpose|\bat \S+ \(/);
  await phone.signIn('member');
  const bar = phone.page.getByRole('navigation', { name: 'Các mục chính' });
  // Broken in the same moment: else the screen that is still shown may be drawn anew and break as well.
  await bar.getByRole('link', { name: 'Cài đặt' }).evaluate((link: HTMLElement) => {
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      get: () => {
        throw new Error('broken on purpose');
      },
    });
    link.click();
  });
  await expect(phone.page.getByRole('alert')).toContainText('Những gì đã lưu còn nguyên trên máy');
  await phone.page.getByRole('button', { name: 'Mở lại' }).click();
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText('Cài đặt');
});

test('a file of the app does not come: the page says so instead of staying empty @long', async ({ page, noise }) => {
  noise.allow(/team-app|Failed to fetch|ERR_/);
  await page.route(/team-app/, (route) => route.abort('connectionreset'));
  await page.goto('/start');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chưa tải được Thôn Số');
  await page.unroute(/team-app/);
  await page.getByRole('link', { name: 'mở lại' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vào tổ của mình');
});
