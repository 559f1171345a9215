import { defineConfig } from '@playwright/test';
import { chromium } from './scripts/chromium.ts';

/** The built product in phone-sized Chromium. Each worker has a server and a demo village of its own (tests/e2e/support/fixtures.ts). */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Two, one a core: much of a story is waiting. Those of one file run in order and share a village.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // Stories about a rarer way through a screen run in the long round (docs/testing.md).
  ...(process.env['LONG_ROUNDS'] === undefined && { grepInvert: /@long/ }),
  // Stories wait for two phones and a server on as many cores; what hangs is still found.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  globalSetup: './tests/e2e/support/build-once.ts',
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    launchOptions: { executablePath: chromium.shellPath(), args: chromium.flags },
    screenshot: 'only-on-failure',
  },
});
