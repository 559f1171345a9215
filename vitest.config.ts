import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
import { chromium } from './scripts/chromium.ts';

export default defineConfig({
  test: {
    // Much of a test is waiting for a process or a disk: on two cores one file at a time would leave them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], environment: 'node' } },
      {
        test: {
          name: 'server',
          // What needs a program too large for every run is in tests/long.
          include: ['tests/server/**/*.test.ts', ...(process.env['LONG_ROUNDS'] ? ['tests/long/**/*.test.ts'] : [])],
          environment: 'node',
          globalSetup: ['tests/support/server-global.ts'],
          // Most of these processes live for seconds: compiling PGlite's WebAssembly well would cost more than it brings.
          execArgv: ['--liftoff-only'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Named here because found one by one, on a cold cache, they make the browser load React twice.
        optimizeDeps: { include: ['react', 'react/jsx-dev-runtime', 'react-dom', 'react-dom/client', 'i18next', 'lucide-react', 'axe-core'] },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromium.path(), args: chromium.flags } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
