import { describe, expect, it } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest } from '../../../scripts/test-failures.ts';

describe('failures are repeated at the end', () => {
  it('of Vitest: the failed tests, and a file that could not be loaded', () => {
    const told = failuresOfVitest(
      JSON.stringify({
        testResults: [
          {
            name: 'a.test.ts',
            status: 'failed',
            assertionResults: [
              { status: 'passed', fullName: 'adds' },
              { status: 'failed', fullName: 'subtracts', failureMessages: ['expected 1 to be 2'] },
            ],
          },
          { name: 'b.test.ts', status: 'failed', message: 'cannot find module', assertionResults: [] },
          { name: 'c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'divides' }] },
        ],
      }),
    );
    expect(told).toEqual([
      '✗ a.test.ts › subtracts\n    expected 1 to be 2',
      '✗ b.test.ts › the whole file\n    cannot find module',
    ]);
  });

  it('of Playwright: what was unexpected and what was flaky, however deep, and in which browser', () => {
    const story = (title: string, status: string, message?: string) => ({
      file: 'a.spec.ts',
      title,
      tests: [
        { projectName: 'chromium', status: 'expected', results: [{}] },
        { projectName: 'firefox', status, results: [{ error: message === undefined ? undefined : { message } }] },
      ],
    });
    const told = failuresOfPlaywright(
      JSON.stringify({
        suites: [
          {
            specs: [story('opens', 'expected')],
            suites: [{ specs: [story('saves', 'unexpected', 'not saved'), story('sends', 'flaky', 'timeout')] }],
          },
        ],
      }),
    );
    expect(told).toEqual([
      '✗ a.spec.ts › saves, in firefox\n    not saved',
      '✗ a.spec.ts › sends, in firefox\n    timeout',
    ]);
  });

  it('a runner that died has nothing to tell', () =>
    expect([failuresOfVitest(undefined), failuresOfPlaywright(undefined)]).toEqual([[], []]));
});
