import { describe, expect, it } from 'vitest';
import { createFormat, languageFromPath, pathIn, withoutLanguage } from '../../../src/i18n/index.ts';

describe('formats', () => {
  const vi = createFormat('vi');
  const en = createFormat('en');

  it('writes dates and weekdays as people say them', () => {
    expect(vi.day('2026-11-02')).toBe('02/11/2026');
    expect(en.day('2026-11-02')).toBe('02/11/2026');
    expect(vi.weekday('2026-11-22')).toBe('Chủ nhật, 22/11/2026');
    expect(vi.weekday('2026-11-23')).toBe('Thứ hai, 23/11/2026');
    expect(en.weekday('2026-11-22')).toBe('Sunday, 22/11/2026');
  });

  it('writes a moment in Vietnam’s time wherever the phone thinks it is', () => {
    expect(vi.time(Date.UTC(2026, 10, 21, 17, 5))).toBe('22/11/2026 00:05');
  });

  it('writes numbers the Vietnamese way', () => {
    expect(vi.number(1234567.5)).toBe('1.234.567,5');
    expect(en.number(1234567.5)).toBe('1,234,567.5');
    expect(vi.percent(0.614)).toBe('61%');
  });
});

describe('the language of an address', () => {
  it.each([
    ['/', 'vi'],
    ['/guides', 'vi'],
    ['/en', 'en'],
    ['/en/guides/etax-mobile', 'en'],
    ['/enrol', 'vi'],
  ] as const)('%s is %s', (path, language) => {
    expect(languageFromPath(path)).toBe(language);
  });

  it('changes by its prefix and back', () => {
    expect(pathIn('en', '/')).toBe('/en');
    expect(pathIn('en', '/guides/x')).toBe('/en/guides/x');
    expect(pathIn('vi', '/en/guides/x')).toBe('/guides/x');
    expect(withoutLanguage('/en')).toBe('/');
  });
});
