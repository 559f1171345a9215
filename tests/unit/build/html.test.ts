import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillPage, plainPage, withPreloads } from '../../../scripts/build/html.ts';

// What Vite makes of index.html: its own page, with script, preloads and style named in the head.
const template = readFileSync('index.html', 'utf8')
  .replace(/\s*<script type="module" src="\/src\/main.tsx"><\/script>/, '')
  .replace(
    '</head>',
    `  <script type="module" crossorigin src="/assets/index-1.js"></script>
    <link rel="modulepreload" crossorigin href="/assets/react-1.js">
    <link rel="stylesheet" crossorigin href="/assets/style-1.css">
  </head>`,
  );

const page = {
  html: '<main>$& 100 % <b>“Đóng thuế”</b></main>',
  title: 'Thuế & "phí" <1>',
  description: 'Cách nộp "thuế"',
  language: 'en' as const,
  alternates: [
    { language: 'vi' as const, path: '/guides/x' },
    { language: 'en' as const, path: '/en/guides/x' },
  ],
};

describe('a page made ahead', () => {
  const html = fillPage(template, page, ['/assets/guides-1.js']);

  it('carries its own content, language, title, description and other languages', () => {
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<title>Thuế &amp; &quot;phí&quot; &lt;1&gt;</title>');
    expect(html).toContain('<meta name="description" content="Cách nộp &quot;thuế&quot;" />');
    expect(html).toContain(`<div id="root">${page.html}</div>`);
    expect(html).toContain('<link rel="alternate" hreflang="vi" href="/guides/x" />');
    expect(html.match(/<link rel="canonical"[^>]*>/g)).toEqual(['<link rel="canonical" href="/en/guides/x" />']);
    expect(html.match(/<meta name="description"/g)).toHaveLength(1);
  });

  it('can be read before its scripts come: the style first, every module at low priority', () => {
    expect(html.indexOf('rel="stylesheet"')).toBeLessThan(html.indexOf('<script'));
    const scripts = html.match(/<(script type="module"|link rel="modulepreload")[^>]*>/g) ?? [];
    expect(scripts).toHaveLength(3);
    for (const script of scripts) expect(script).toContain('fetchpriority="low"');
    expect(html).toContain('href="/assets/guides-1.js"');
  });

  it('does not say that it needs JavaScript', () => expect(html).not.toContain('<noscript>'));

  it('keeps to the Content-Security-Policy: nothing inline', () => {
    expect(html).not.toMatch(/<script(?![^>]* src=)[^>]*>/);
    expect(html).not.toMatch(/<style| style=| on[a-z]+=/);
  });
});

describe('the page for addresses that have nothing', () => {
  const html = plainPage(template, { title: 'Không có', next: 'Mời <về>', action: 'Về' }, '/');

  it('is words, style and a way home, without a script', () => {
    expect(html).toContain('<main><h1>Không có</h1><p>Mời &lt;về&gt;</p><p><a href="/">Về</a></p></main>');
    expect(html).toContain('rel="stylesheet"');
    expect(html).not.toMatch(/<script|modulepreload/);
  });
});

it('is not built from a template that has lost a place to fill', () => {
  expect(() => fillPage(template.replace('<div id="root"></div>', ''), page, [])).toThrow('index.html has no place');
});

describe('the page of the team’s app', () => {
  it('names what it runs first, so that it comes with the page’s own script and not after it', () => {
    const html = withPreloads(template, ['/assets/team-app-1.js', '/assets/app-1.js']);
    expect(html).toContain('<link rel="modulepreload" crossorigin href="/assets/team-app-1.js">');
    expect(html.indexOf('/assets/app-1.js')).toBeLessThan(html.indexOf('</head>'));
    expect(
      html
        .replaceAll(/\s*<link rel="modulepreload" crossorigin href="\/assets\/(team-app|app)-1.js">/g, '')
        .replaceAll(/\s/g, ''),
    ).toBe(template.replaceAll(/\s/g, ''));
  });
});
