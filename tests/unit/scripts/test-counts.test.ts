import { describe, expect, it } from 'vitest';
import { fromExitCode, fromPlaywright, fromVitest } from '../../../scripts/test-counts.ts';

const vitest = (passed: number, failed: number, pending: number, todo = 0): string =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: pending, numTodoTests: todo });
const playwright = (expected: number, unexpected: number, flaky: number, skipped: number): string =>
  JSON.stringify({ stats: { expected, unexpected, flaky, skipped } });

describe('the closing line sums what really ran', () => {
  it.each([
    ['a passing run', fromVitest(vitest(5, 0, 0), 0), { passed: 5, failed: 0, skipped: 0 }],
    ['skipped and todo tests', fromVitest(vitest(5, 0, 1, 2), 0), { passed: 5, failed: 0, skipped: 3 }],
    ['an error outside of any test', fromVitest(vitest(5, 0, 0), 1), { passed: 5, failed: 1, skipped: 0 }],
    ['a runner that died', fromVitest(undefined, 137), { passed: 0, failed: 1, skipped: 0 }],
    ['a flaky browser test', fromPlaywright(playwright(3, 1, 1, 0), 1), { passed: 3, failed: 2, skipped: 0 }],
    ['a tool', fromExitCode(2), { passed: 0, failed: 1, skipped: 0 }],
  ])('%s', (_, counts, expected) => expect(counts).toEqual(expected));
});
