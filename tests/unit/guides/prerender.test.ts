import { describe, expect, it } from 'vitest';
import { pages, render } from '../../../src/app/prerender.tsx';
import type { PrerenderedPage } from '../../../src/app/prerender.tsx';
import guide from '../../../src/domain/guide/data/etax-mobile/guide.json';
import type { Guide } from '../../../src/domain/guide/guide.ts';
import { stepsOf } from '../../../src/domain/guide/steps.ts';
import common from '../../../locales/vi/common.json';
import english from '../../../locales/en/common.json';

// Each page is drawn by the first test that looks at it.
const drawn = new Map<string, Promise<PrerenderedPage>>();
function page(path: string): Promise<PrerenderedPage> {
  const asked = drawn.get(path) ?? render(path);
  drawn.set(path, asked);
  return asked;
}

describe('the pages made ahead', () => {
  it('are home, index and guides in both languages', () => {
    expect(pages().map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/', '/guides', '/guides/etax-mobile', '/en', '/en/guides', '/en/guides/etax-mobile']),
    );
  });

  it('name themselves, their language and their translations', async () => {
    expect(await page('/en/guides/etax-mobile')).toMatchObject({
      language: 'en',
      title: 'Pay tax with eTax Mobile · Thôn Số',
      alternates: [
        { language: 'vi', path: '/guides/etax-mobile' },
        { language: 'en', path: '/en/guides/etax-mobile' },
      ],
    });
    expect((await page('/')).title).toMatch(/^Hôm nay bác cần làm gì\? · /);
  });

  it.each(pages())('$path says what it never asks for, and asks for nothing', async ({ path, language }) => {
    const { html } = await page(path);
    expect(html).toContain(language === 'en' ? english.promise : common.promise);
    expect(html).not.toMatch(/<(input|textarea|select|form)\b/);
  });

  it.each(pages())('$path keeps the strict policy: no inline style, no script, no link to an app', async ({ path }) => {
    const { html } = await page(path);
    expect(html).not.toMatch(/\sstyle=|<script|<style|\son[a-z]+=/);
    expect(html).not.toMatch(/href="[^"]*(play\.google|apps\.apple|market:|\.apk|intent:)/);
  });

  it('show every step of a guide, the doubtful ones marked', async () => {
    const { html } = await page('/guides/etax-mobile');
    expect(html.match(/<li id="step-/g)).toHaveLength(stepsOf(guide as Guide).length);
    expect(html).toContain('Bước này chưa được kiểm chứng');
    expect(html).toContain('Màn hình khác? Hỏi tổ viên.');
  });

  it('lead to the team’s door and to no other page that is not there', async () => {
    const inside = [...(await page('/')).html.matchAll(/href="(\/[^"#]*)"/g)].map((match) => match[1]);
    expect(inside.filter((href) => !pages().some(({ path }) => path === href))).toEqual(['/start']);
  });
});
