/**
 * Takes screenshots of every example of src/ui/gallery: `npx tsx scripts/screens-ui.ts [folder] [words in the name]`.
 * Widths 320, 360 and 1280, light and dark, and 360 with text at 200 %.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwright } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { createServer } from 'vite';
import { chromium } from './chromium.ts';

const [folder = '.tmp/screens-ui', words = ''] = process.argv.slice(2);

const looks = [
  { tag: '320', width: 320, height: 640, dark: false, large: false },
  { tag: '360', width: 360, height: 720, dark: false, large: false },
  { tag: '360-dark', width: 360, height: 720, dark: true, large: false },
  { tag: '360-large', width: 360, height: 720, dark: false, large: true },
  { tag: '1280', width: 1280, height: 800, dark: false, large: false },
  { tag: '1280-dark', width: 1280, height: 800, dark: true, large: false },
];
type Look = (typeof looks)[number];

mkdirSync(folder, { recursive: true });
const server = await createServer({ configFile: false, logLevel: 'error', server: { port: 0, hmr: false } });
await server.listen();
const base = `${server.resolvedUrls?.local[0] ?? ''}src/ui/gallery/index.html`;
const browser = await playwright.launch({ executablePath: chromium.path(), args: chromium.flags });
try {
  const names = await exampleNames(browser);
  for (const look of looks)
    await shoot(
      browser,
      look,
      names.filter((name) => name.includes(words)),
    );
  console.log(`${names.length} examples in ${looks.length} looks: ${folder}`);
} finally {
  await browser.close();
  await server.close();
}

async function exampleNames(from: Browser): Promise<string[]> {
  const page = await from.newPage();
  await page.goto(base);
  await page.locator('main li a').first().waitFor();
  const names = await page.locator('main li a').allInnerTexts();
  await page.close();
  return names;
}

async function shoot(from: Browser, { tag, width, height, dark, large }: Look, names: string[]): Promise<void> {
  const page = await from.newPage({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  for (const name of names) {
    await page.goto(`${base}?example=${encodeURIComponent(name)}`);
    if (large) await page.addStyleTag({ content: 'html { font-size: 225% !important; }' });
    await page.locator('#root > *').first().waitFor();
    const file = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${tag}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: name.startsWith('Screen') ? false : true });
  }
  await page.close();
}
