import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromium } from './scripts/chromium.ts';

// Read again by every worker: the first reading decides, the environment hands it on.
const dataDir = (process.env['E2E_DATA_DIR'] ??= mkdtempSync(join(tmpdir(), 'thon-so-e2e-')));
const port = (process.env['E2E_PORT'] ??= String(20_000 + (process.pid % 20_000)));

/** The built product on an embedded database with demo data, and one phone-sized Chromium after the other. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // One worker: the stories share a village, and two cores are one server and one browser.
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  globalTeardown: './tests/e2e/remove-data.ts',
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    launchOptions: { executablePath: chromium.path(), args: chromium.flags },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'npx tsx scripts/demo.ts',
    url: `http://localhost:${port}/healthz`,
    env: { PORT: port, DATA_DIR: dataDir },
    timeout: 240_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
});
