// What locking costs on a phone: one check of a PIN, and the list of a local store that is sealed row by row. In
// Chromium.
import { chromium as playwright, type Page } from '@playwright/test';
import { createServer } from 'vite';
import { chromium } from '../chromium.ts';
import type { Bench } from './entry.ts';
import { milliseconds, ratio } from './print.ts';

// A mid-range phone is about four times as slow as this machine (what Chromium's throttle is calibrated to).
const slower = 4;
const households = 10_000;

export const bench: Bench = {
  tables: () =>
    withPage(async (page) => {
      const check = median(await page.evaluate('lock.pinChecks(5)'));
      const plain = await listMillis(page, false);
      const sealed = await listMillis(page, true);
      return [
        {
          title: 'A PIN check (PBKDF2, 600,000 rounds)',
          columns: ['here', `× ${slower}`],
          rows: [['unlocking', milliseconds(check), milliseconds(check * slower)]],
          notes: [
            `Budget: ≤ 1000 ms at ${slower}×. It runs beside the page, ` +
              `where the browser’s throttle does not reach: hence the product.`,
          ],
        },
        {
          title: `The list of ${households} households, from the disk, page at ${slower}×`,
          columns: ['not sealed', 'sealed', 'ratio'],
          rows: [['first list after unlocking', milliseconds(plain), milliseconds(sealed), ratio(sealed, plain)]],
          notes: ['A village has some 400. Deciphering runs beside the page and is not throttled; handing it over is.'],
        },
      ];
    }),
};

const median = (times: unknown): number =>
  [...(times as number[])].sort((a, b) => a - b)[Math.floor((times as number[]).length / 2)]!;

async function listMillis(page: Page, sealed: boolean): Promise<number> {
  await page.evaluate(`lock.bookOf(${households}, ${String(sealed)}).then((made) => { book = made; })`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const times = await page.evaluate('book.reads(3)');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return median(times);
}

/** A page of its own that has `in-page/lock.ts` as `lock`. */
async function withPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const server = await createServer({ configFile: false, logLevel: 'error', server: { port: 0, hmr: false } });
  await server.listen();
  const browser = await playwright.launch({ executablePath: chromium.path(), args: chromium.flags });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}src/ui/gallery/index.html`);
    await page.evaluate(
      `import('/scripts/bench/in-page/lock.ts').then((module) => {
        Object.assign(globalThis, { lock: module, book: undefined });
      })`,
    );
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
  }
}
