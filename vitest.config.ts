import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { playwright } from '@vitest/browser-playwright';
import { chromium } from './scripts/chromium.ts';

export default defineConfig({
  test: {
    // Much of a test is waiting for a process or a disk: on two cores one file at a time would leave them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // Files of a worker share what they import, which takes longer to load than most tests to run. No test mocks a
          // module or leaves a global changed.
          isolate: false,
          // None waits for a clock; a busy machine may take long over some arithmetic.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          // What needs a program too large for every run is in tests/long.
          include: ['tests/server/**/*.test.ts', ...(process.env['LONG_ROUNDS'] ? ['tests/long/**/*.test.ts'] : [])],
          environment: 'node',
          globalSetup: ['tests/support/engines/server-global.ts'],
          // As above: loading the server anew for each file took a third of this round.
          isolate: false,
          // Most of these processes live for seconds: compiling PGlite's WebAssembly well would cost more than it brings.
          execArgv: ['--liftoff-only'],
          // They start processes and databases, beside whatever else a machine does; what hangs is still found.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        // Named here because found one by one, on a cold cache, they make the browser load React twice.
        optimizeDeps: {
          include: [
            'react',
            'react/jsx-dev-runtime',
            'react-dom',
            'react-dom/client',
            'i18next',
            'lucide-react',
            'axe-core',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
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
