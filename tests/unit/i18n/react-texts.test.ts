import { createElement, Suspense } from 'react';
import { renderToString } from 'react-dom/server';
import { prerenderToNodeStream } from 'react-dom/static';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createI18n, I18nextProvider, useTranslation } from '../../../src/i18n/index.ts';

const heard: unknown[] = [];

function Back() {
  const { t } = useTranslation(['common', 'ui']);
  heard.push(t);
  return createElement('p', null, t('back'), ' · ', t('ui:skipToContent'));
}

const drawn = (i18n: ReturnType<typeof createI18n>) =>
  createElement(
    I18nextProvider,
    { i18n },
    createElement(Suspense, { fallback: '…' }, createElement(Back), createElement(Back)),
  );
const words = {
  vi: { common: { back: 'Quay lại' }, ui: { skipToContent: 'Đến nội dung' } },
  en: { common: { back: 'Back' }, ui: { skipToContent: 'Skip' } },
};

describe('texts in React', () => {
  it('says keys of the first namespace, and of others by their name', () => {
    expect(renderToString(drawn(createI18n({ language: 'vi', resources: words })))).toContain(
      'Quay lại<!-- --> · <!-- -->Đến nội dung',
    );
  });

  it('waits for texts that are still files', async () => {
    const { prelude } = await prerenderToNodeStream(drawn(createI18n({ language: 'en' })));
    expect(await text(prelude)).toContain('Back');
  });

  it('gives everybody the same function, and another one for another language', async () => {
    const i18n = createI18n({ language: 'vi', resources: words });
    heard.length = 0;
    renderToString(drawn(i18n));
    await i18n.changeLanguage('en');
    const html = renderToString(drawn(i18n));
    expect(html).toContain('Back');
    expect([heard[0] === heard[1], heard[1] === heard[2], heard[2] === heard[3]]).toEqual([true, false, true]);
  });

  it('is a mistake outside a provider', () => {
    expect(() => renderToString(createElement(Back))).toThrow('I18nextProvider');
  });
});
