// Somebody taps a guide's link for the first time: when its largest text is painted, and what had come by then. In
// Chromium.
import { join } from 'node:path';
import { chromium as playwright, type Browser } from '@playwright/test';
import fastify from 'fastify';
import { staticRoutes } from '../../src/server/static/static-routes.ts';
import { chromium } from '../chromium.ts';
import type { Bench } from './entry.ts';
import { kilobytes, milliseconds } from './print.ts';

/** As Lighthouse and WebPageTest have it. */
export const slow4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1_000_000) / 8,
  uploadThroughput: (0.75 * 1_000_000) / 8,
};
const pages = ['/', '/guides/etax-mobile', '/guides/etax-mobile#step-6', '/guides/etax-mobile/practice'];
const rounds = 3;

export const bench: Bench = {
  tables: async () => {
    const app = fastify();
    await staticRoutes(app, join(import.meta.dirname, '../../dist/client'), 'http://localhost');
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const browser = await playwright.launch({ executablePath: chromium.path(), args: chromium.flags });
    try {
      const rows: string[][] = [];
      for (const page of pages) {
        const [mid, low] = [await visits(browser, url + page, 4), await visits(browser, url + page, 9)];
        rows.push([page, milliseconds(mid.painted), milliseconds(low.painted), kilobytes(mid.bytes)]);
      }
      return [
        {
          title: 'First visit at Slow 4G: largest text painted',
          columns: ['4×', '9×', 'bytes by then'],
          rows,
          notes: [
            `Medians of ${rounds}. 4× is a mid-range phone, 9× a low-end one, when nothing else runs here.`,
            'Budget of a guide’s link: ≤ 900 ms at 4×, ≤ 1100 ms at 9×, ≤ 25 KB before it.',
          ],
        },
      ];
    } finally {
      await browser.close();
      await app.close();
    }
  },
};

interface Visit {
  /** Largest contentful paint, ms. */
  readonly painted: number;
  /** Of everything that had arrived by then. */
  readonly bytes: number;
}

async function visits(browser: Browser, url: string, slower: number): Promise<Visit> {
  const all: Visit[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await visit(browser, url, slower));
  return all.sort((a, b) => a.painted - b.painted)[Math.floor(rounds / 2)]!;
}

async function visit(browser: Browser, url: string, slower: number): Promise<Visit> {
  // Nobody was here before: no cache, no worker.
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    locale: 'vi-VN',
    serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.emulateNetworkConditions', slow4G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(url, { waitUntil: 'networkidle' });
    return await page.evaluate(paintedWith);
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
function paintedWith(): Promise<Visit> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const painted = list.getEntries().at(-1)?.startTime ?? 0;
      const came = [
        ...performance.getEntriesByType('navigation'),
        ...performance.getEntriesByType('resource'),
      ] as PerformanceResourceTiming[];
      // What was still coming when the text was painted did not hold it up; the page itself counts whole.
      const bytes = came
        .filter((one) => one.entryType === 'navigation' || one.responseEnd <= painted)
        .reduce((sum, one) => sum + one.transferSize, 0);
      resolve({ painted, bytes });
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
}
