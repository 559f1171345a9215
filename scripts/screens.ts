/** Renews README's pictures from the demo village: `npx tsx scripts/screens.ts [folder]`. Needs a built `dist/`. */
import { join } from 'node:path';
import { chromium as playwright, type Browser, type Page } from '@playwright/test';
import { withDemo, type DemoServer } from './bench/demo-server.ts';
import { chromium } from './chromium.ts';

const [folder = 'docs/screens'] = process.argv.slice(2);

const phone = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 1.125, hasTouch: true };
const desk = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.125 };

interface Picture {
  readonly file: string;
  readonly on: typeof phone | typeof desk;
  readonly show: (page: Page, demo: DemoServer) => Promise<void>;
}

const pictures: readonly Picture[] = [
  { file: 'home.png', on: phone, show: (page, { url }) => open(page, `${url}/`) },
  { file: 'guide-step.png', on: phone, show: (page, { url }) => open(page, `${url}/guides/etax-mobile#step-3`) },
  { file: 'member-today.png', on: phone, show: (page, demo) => signIn(page, demo, 'member') },
  {
    file: 'member-question.png',
    on: phone,
    show: async (page, demo) => {
      await signIn(page, demo, 'member');
      await page.getByRole('link', { name: 'Hỏi nhà tiếp theo' }).click();
      await page.getByRole('heading', { name: 'Người trong nhà' }).waitFor();
      await page.getByRole('contentinfo').getByRole('button').first().click();
      // Each adult's consent comes first; the picture shows the question after it.
      await page.getByText('Đồng ý', { exact: true }).first().waitFor();
      for (const yes of await page.getByText('Đồng ý', { exact: true }).all()) await yes.click();
      await page.getByRole('contentinfo').getByRole('button').first().click();
      await page
        .getByText(/^Câu \d+\/\d+/)
        .first()
        .waitFor();
    },
  },
  { file: 'head-progress.png', on: phone, show: (page, demo) => signIn(page, demo, 'head') },
  {
    file: 'officer-desk.png',
    on: desk,
    show: async (page, demo) => {
      await signIn(page, demo, 'officer');
      await page.getByRole('main').getByRole('row').nth(2).waitFor();
    },
  },
];

const browser = await playwright.launch({ executablePath: chromium.path(), args: chromium.flags });
try {
  await withDemo(async (demo) => {
    for (const picture of pictures) await take(browser, demo, picture);
  });
} finally {
  await browser.close();
}
console.log(`${pictures.length} pictures: ${folder}`);

async function take(from: Browser, demo: DemoServer, { file, on, show }: Picture): Promise<void> {
  const context = await from.newContext({
    ...on,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await show(page, demo);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(folder, file) });
  await context.close();
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** Signs in and waits until everything is on the phone. */
async function signIn(page: Page, { url, links }: DemoServer, role: string): Promise<void> {
  await open(page, `${url}/join#t=${links[role] ?? ''}`);
  await page.getByRole('banner').getByText('Đã gửi hết').waitFor({ timeout: 60_000 });
}
