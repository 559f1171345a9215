import { describe, expect, it } from 'vitest';
import { createI18n, loadTexts } from '../../../src/i18n/index.ts';
import type { MissingText } from '../../../src/i18n/index.ts';

const strict = (missing: MissingText): void => {
  throw new Error(`missing ${missing.language} ${missing.namespace}:${missing.key}`);
};

describe('createI18n', () => {
  it('fetches the files of the asked language only', async () => {
    const i18n = createI18n({ language: 'en', onMissing: strict });
    await loadTexts(i18n, ['common']);
    expect(i18n.t('back')).toBe('Back');
    expect(i18n.hasResourceBundle('vi', 'common')).toBe(false);
  });

  it('answers at once from given resources', () => {
    const i18n = createI18n({ language: 'vi', resources: { vi: { common: { back: 'Quay lại' } } }, onMissing: strict });
    expect(i18n.t('back')).toBe('Quay lại');
  });

  it('answers in Vietnamese what Êđê has not got', async () => {
    const i18n = createI18n({ language: 'rad', onMissing: strict });
    await loadTexts(i18n, ['common']);
    expect(i18n.t('back')).toBe('Quay lại');
  });

  it('takes a missing text for an error', () => {
    const i18n = createI18n({ language: 'en', resources: { en: { common: {} } }, onMissing: strict });
    expect(() => i18n.t('back')).toThrow('missing en common:back');
  });

  it('keeps two instances apart', () => {
    const vi = createI18n({ language: 'vi', resources: { vi: { common: { next: 'Tiếp' } } } });
    const en = createI18n({ language: 'en', resources: { en: { common: { next: 'Next' } } } });
    expect([vi.t('next'), en.t('next')]).toEqual(['Tiếp', 'Next']);
  });
});
