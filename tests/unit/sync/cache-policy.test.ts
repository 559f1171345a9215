import { describe, expect, it } from 'vitest';
import { isServerOnly, isVillagePage, pageFor } from '../../../src/sw/cache-policy.ts';

const built = new Set([
  '/index.html',
  '/app.html',
  '/en/index.html',
  '/guides/etax-mobile/index.html',
  '/en/guides/etax-mobile/index.html',
  '/print.html',
  '/assets/app-4f3a.js',
]);
const isBuilt = (file: string) => built.has(file);

describe('which page the worker shows', () => {
  it.each([
    ['/', '/index.html'],
    ['/en', '/en/index.html'],
    ['/en/', '/en/index.html'],
    ['/guides/etax-mobile', '/guides/etax-mobile/index.html'],
    ['/guides/etax-mobile/', '/guides/etax-mobile/index.html'],
    ['/en/guides/etax-mobile', '/en/guides/etax-mobile/index.html'],
    ['/print', '/print.html'],
    ['/app.html', '/app.html'],
    ['/households', '/app.html'],
    ['/households/0199-abc/people', '/app.html'],
    ['/guides/not-built-yet', '/app.html'],
    ['/join', '/app.html'],
    ['/apiary', '/app.html'],
    ['/theory', '/app.html'],
  ])('%s → %s', (path, page) => expect(pageFor(path, isBuilt)).toBe(page));

  it.each([
    '/api',
    '/api/join',
    '/api/p/0199/pull',
    '/healthz',
    '/readyz',
    '/metrics',
    '/the/abc',
    '/en/the/abc',
    '/report.xlsx',
    '/households/export.csv',
  ])('%s is left to the server', (path) => expect(pageFor(path, isBuilt)).toBeUndefined());

  it('leaves every page to the network while there is no shell', () =>
    expect(pageFor('/households', () => false)).toBeUndefined());

  it('knows what only the server answers', () => {
    expect(['/api/p/x/push', '/healthz', '/readyz', '/metrics'].every(isServerOnly)).toBe(true);
    expect(['/', '/healthz/x', '/guides/api', '/app.html'].some(isServerOnly)).toBe(false);
  });
});

it.each([
  ['/thon/thon-tan-dong', true],
  ['/en/thon/thon-tan-dong/', true],
  ['/thon/thon-tan-dong/poster', true],
  ['/thon', false],
  ['/thon.css', false],
  ['/thon/a/b/c', false],
  ['/guides/thon', false],
])('%s is a village’s page: %s', (path, expected) => expect(isVillagePage(path)).toBe(expected));
