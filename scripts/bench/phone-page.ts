import { chromium as playwright, type BrowserContext, type Page } from '@playwright/test';
import { chromium } from '../chromium.ts';

/**
 * Opens a page of a phone's size, with touch and without a service worker, in a browser of its own; the browser is
 * closed afterwards.
 * @param url what the page's relative addresses are below
 */
export async function withPhonePage<T>(
  url: string,
  work: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const browser = await playwright.launch({ executablePath: chromium.path(), args: chromium.flags });
  try {
    const context = await browser.newContext({
      baseURL: url,
      serviceWorkers: 'block',
      viewport: { width: 360, height: 640 },
      hasTouch: true,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    const page = await context.newPage();
    // What is evaluated in the page was compiled for Node, where functions are told their names.
    await page.addInitScript('globalThis.__name = (named) => named;');
    return await work(page, context);
  } finally {
    await browser.close();
  }
}
