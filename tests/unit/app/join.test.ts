import { describe, expect, test } from 'vitest';
import { isAppleBrowserTab, zaloBrowser } from '../../../src/app/join/browsers.ts';
import { groupCode, problemWithCode } from '../../../src/app/join/typed-code.ts';

describe('a typed code', () => {
  test.each([
    ['K7PM2XQDRA', undefined],
    ['k7pm2-xqdra', undefined],
    ['K7PM2XQD', undefined], // as they were until 2026-12
    ['k7pm 2xqdr', { kind: 'wrongLength' }],
    ['k7pm 2xq', { kind: 'wrongLength' }],
    ['', { kind: 'wrongLength' }],
    ['K7PM2XQ0', { kind: 'wrongLetter', letters: '0' }],
    ['ILOU2XQD', { kind: 'wrongLetter', letters: 'I, L, O, U' }],
  ])('%s: %o', (typed, problem) => {
    expect(problemWithCode(typed)).toEqual(problem);
  });

  test.each([
    ['k7pm', 'K7PM'],
    ['k7pm2x', 'K7PM2 X'],
    ['K7PM2-XQDRAextra', 'K7PM2 XQDRA'],
  ])('%s is shown as %s', (typed, shown) => {
    expect(groupCode(typed)).toBe(shown);
  });
});

test.each([
  ['Mozilla/5.0 … Zalo android/23100100 ZaloTheme/light', 'android'],
  ['Mozilla/5.0 … Zalo iOS/524 ZaloTheme/light', 'ios'],
  ['Mozilla/5.0 (Linux; Android 13) Chrome/120', undefined],
])('Zalo’s own browser: %s → %s', (userAgent, system) => {
  expect(zaloBrowser(userAgent)).toBe(system);
});

test.each([
  [{ userAgent: 'iPhone', maxTouchPoints: 5 }, true],
  [{ userAgent: 'iPhone', maxTouchPoints: 5, standalone: true }, false],
  [{ userAgent: 'Macintosh', maxTouchPoints: 5 }, true], // an iPad that calls itself a Mac
  [{ userAgent: 'Macintosh', maxTouchPoints: 0 }, false],
  [{ userAgent: 'Android', maxTouchPoints: 5 }, false],
])('a tab on an Apple phone: %o → %s', (browser, isTab) => {
  expect(isAppleBrowserTab(browser)).toBe(isTab);
});
