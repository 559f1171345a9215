// The household's form with others, in the same run: somebody opens it for the first time, nothing of it on the phone.
// Until the first question can be tapped. Ours opens its encrypted store and reads the household before; theirs have
// the form in the page.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser, type Page } from '@playwright/test';
import fastify from 'fastify';
import { build as viteBuild } from 'vite';
import { staticRoutes } from '../../src/server/static/static-routes.ts';
import { compressFiles } from '../build/compress.ts';
import { chromium } from '../chromium.ts';
import { installPeers } from './peer-packages.ts';
import { withDemo } from './demo-server.ts';
import type { Bench } from './entry.ts';
import { fillByPull } from './fill-by-pull.ts';
import { slow4G } from './first-visit.ts';
import { odkForm, surveyJsForm } from './form-definitions.ts';
import { kilobytes, loadNote, milliseconds, ratio } from './print.ts';

const folder = join(import.meta.dirname, 'forms');
const rounds = 3;
const slower = 4;

const peers = [
  { name: 'SurveyJS 3', program: 'surveyjs.js', form: surveyJsForm },
  { name: 'ODK Web Forms 0.22', program: 'odk.js', form: odkForm },
];

interface Visit {
  /** Until the first question is there, ms. */
  readonly millis: number;
  /** Of everything that had come by then. */
  readonly bytes: number;
}

export const bench: Bench = {
  tables: async () => {
    const browser = await playwright.launch({ executablePath: chromium.path(), args: chromium.flags });
    try {
      const ours = await ourVisit(browser);
      const theirs: (Visit & { readonly name: string })[] = [];
      if (installPeers(folder, ['survey-core', '@getodk/web-forms'], 'SurveyJS and ODK Web Forms'))
        for (const { name, program, form } of peers)
          theirs.push({ name, ...(await peerVisit(browser, program, form())) });
      return [
        {
          title: `A household's form, first visit at Slow 4G and ${slower}×`,
          columns: ['first question', 'bytes by then', 'time to ours'],
          rows: [{ name: 'Thôn Số', ...ours }, ...theirs].map(({ name, millis, bytes }) => [
            name,
            milliseconds(millis),
            kilobytes(bytes),
            ratio(millis, ours.millis),
          ]),
          notes: [
            `Medians of ${rounds}. The same questions of a household with three adults, ` +
              `brotli for all, no file in any browser's cache.`,
            'Theirs: a page with the form in it and nothing else. ' +
              'Ours: somebody who has joined follows the form’s address; it opens the encrypted store ' +
              'and reads the household; sync begins after the question.',
            'Budget: ≤ 1.8 s, at most 1/2 of SurveyJS and 1/4 of ODK Web Forms.',
            loadNote(),
            ...(theirs.length === 0
              ? ['SurveyJS and ODK Web Forms could not be fetched here: only our own figure.']
              : []),
          ],
        },
      ];
    } finally {
      await browser.close();
    }
  },
};

/** Somebody who has joined, with a household to ask and nothing in the browser's cache. */
const ourVisit = (browser: Browser): Promise<Visit> =>
  withDemo(async ({ url, links }) => {
    const context = await browser.newContext({
      baseURL: url,
      serviceWorkers: 'block',
      viewport: { width: 360, height: 640 },
      hasTouch: true,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    });
    try {
      const page = await context.newPage();
      // What is evaluated in the page was compiled for Node, where functions are told their names.
      await page.addInitScript('globalThis.__name = (named) => named;');
      const village = await fillByPull(page, 60);
      await page.goto(`/join#t=${links['lead'] ?? ''}`);
      await page.waitForURL(/\/p\//, { timeout: 60_000 });
      const household = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
      await village.isThere;
      await page.goto(`${household}/households/${(await village.made).small}`);
      await page.getByRole('button', { name: 'Hỏi đủ, cả bộ câu hỏi' }).click();
      await page.getByRole('radio').first().waitFor();
      const visit = await medianVisit(page, page.url());
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      return visit;
    } finally {
      await context.close();
    }
  });

async function peerVisit(browser: Browser, program: string, form: unknown): Promise<Visit> {
  const out = mkdtempSync(join(tmpdir(), 'thon-so-bench-'));
  const app = fastify();
  try {
    await built(program, form, out);
    await staticRoutes(app, out, 'http://localhost');
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const context = await browser.newContext({
      viewport: { width: 360, height: 640 },
      hasTouch: true,
      locale: 'vi-VN',
    });
    const page = await context.newPage();
    await page.addInitScript('globalThis.__name = (named) => named;');
    // Ours is filled through routes, with which every request waits for this process: so it must here.
    await page.route('**/api/**', (route) => route.continue());
    const visit = await medianVisit(page, url);
    await context.close();
    return visit;
  } finally {
    await app.close();
    rmSync(out, { recursive: true, force: true });
  }
}

/** Their program and the form in it as one built page, its files compressed as ours are. */
async function built(program: string, form: unknown, out: string): Promise<void> {
  const entry = join(folder, program);
  await viteBuild({
    root: folder,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'form',
        resolveId: (id) => (id === 'virtual:form' ? '\0form' : undefined),
        load: (id) => (id === '\0form' ? `export default ${JSON.stringify(form)};` : undefined),
      },
    ],
    build: {
      outDir: out,
      emptyOutDir: true,
      target: ['chrome109', 'safari16.4'],
      cssCodeSplit: false,
      rolldownOptions: {
        input: entry,
        output: {
          entryFileNames: 'assets/main.js',
          chunkFileNames: 'assets/[name].js',
          assetFileNames: 'assets/[name][extname]',
        },
      },
    },
  });
  const style = existsSync(join(out, 'assets/style.css')) ? '<link rel="stylesheet" href="/assets/style.css">' : '';
  const head =
    `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
    `${style}<script type="module" src="/assets/main.js"></script>`;
  writeFileSync(
    join(out, 'index.html'),
    `<!doctype html><html lang="vi"><head>${head}</head><body><div id="root"></div></body></html>`,
  );
  await compressFiles(out);
}

async function medianVisit(page: Page, url: string): Promise<Visit> {
  const devtools = await page.context().newCDPSession(page);
  const all: Visit[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.goto('about:blank');
    await devtools.send('Network.clearBrowserCache');
    await devtools.send('Network.emulateNetworkConditions', slow4G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(url, { waitUntil: 'commit' });
    all.push(await page.evaluate(firstQuestion));
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  }
  return all.sort((a, b) => a.millis - b.millis)[Math.floor(rounds / 2)]!;
}

/** Runs in the page: as in all three, the first question of the form is answered by a radio button. */
async function firstQuestion(): Promise<Visit> {
  while (!document.querySelector('input[type=radio]')) {
    if (performance.now() > 120_000) throw new Error(`no question came: ${document.body.innerText}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const millis = performance.now();
  const came = [
    ...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource'),
  ] as PerformanceResourceTiming[];
  return { millis, bytes: came.reduce((sum, { transferSize }) => sum + transferSize, 0) };
}
