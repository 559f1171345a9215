import { defineConfig } from '@playwright/test';
import { chromium } from './scripts/chromium.ts';
import { firefox } from './scripts/firefox.ts';
import { webkit } from './scripts/webkit.ts';
import type { EngineOption } from './tests/e2e/support/fixtures.ts';

const isLong = process.env['LONG_ROUNDS'] !== undefined;

/**
 * The built product in phone-sized browsers. Each worker has a server and a demo village of its own
 * (tests/e2e/support/fixtures.ts). Tags in the titles say where a story runs (docs/testing.md):
 *
 * | tag | |
 * |---|---|
 * | `@long` | in the long round only: a rarer way through a screen |
 * | `@firefox` | in Firefox in every round; in the long round, Firefox runs whatever is not `@chromium` |
 * | `@webkit` | in WebKitGTK in every round; in the long round, WebKitGTK runs whatever is not `@chromium`, `@long` or
 * `@no-webkit` too |
 * | `@no-webkit` | not in WebKitGTK: asks for what its driver cannot do, or for what its wide font does not leave room for |
 * | `@iphone` | in WebKitGTK alone: asks for what only WebKit does |
 * | `@chromium` | not in Firefox: asks for what Playwright cannot do there |
 */
export default defineConfig<object, EngineOption>({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Two, one a core: much of a story is waiting. Those of one file run in order and share a village.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // Stories wait for two phones and a server on as many cores; what hangs is still found.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  globalSetup: './tests/e2e/support/build-once.ts',
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 360, height: 640 },
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'chromium',
      grepInvert: isLong ? /@iphone/ : /@long|@iphone/,
      use: {
        browserName: 'chromium',
        hasTouch: true,
        launchOptions: { executablePath: chromium.shellPath(), args: chromium.flags },
      },
    },
    {
      name: 'firefox',
      ...(!isLong && { grep: /@firefox/ }),
      grepInvert: /@chromium|@iphone/,
      use: {
        engine: 'firefox',
        browserName: 'firefox',
        channel: 'moz-firefox',
        launchOptions: { executablePath: firefox.path(), firefoxUserPrefs: firefox.preferences },
      },
    },
    {
      name: 'webkit',
      grep: isLong ? /@webkit|@iphone|^(?!.*@(chromium|long|no-webkit))/ : /@webkit|@iphone/,
      ...(!isLong && { grepInvert: /@long/ }),
      use: {
        engine: 'webkit',
        // Playwright drives it as it drives Firefox (tests/e2e/support/browsers/webkit).
        browserName: 'firefox',
        channel: 'moz-firefox',
        launchOptions: { executablePath: webkit.path() },
        ignoreHTTPSErrors: true,
      },
    },
  ],
});
