import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createHttpServer } from '../../../src/server/http/app.ts';
import { staticRoutes } from '../../../src/server/static/static-routes.ts';
import { fileFor } from '../../../src/server/static/file-for.ts';
import { seeded } from '../../support/seeded.ts';

describe('which file answers an address', () => {
  it.each([
    ['/', 'index.html'],
    ['/en', 'en/index.html'],
    ['/en/', 'en/index.html'],
    ['/guides', 'guides/index.html'],
    ['/guides/etax-mobile?utm=zalo', 'guides/etax-mobile/index.html'],
    ['/en/guides/etax-mobile/', 'en/guides/etax-mobile/index.html'],
    ['/start', 'app.html'],
    ['/join', 'app.html'],
    ['/en/join', 'app.html'],
    ['/p/01a20455-69c2-77cf-9ce5-385d8d73073f/survey/x/y', 'survey.html'],
    ['/en/p/01a20455-69c2-77cf-9ce5-385d8d73073f/today', 'survey.html'],
    ['/p/01a20455-69c2-77cf-9ce5-385d8d73073f/todays', 'app.html'],
    ['/p/01a20455-69c2-77cf-9ce5-385d8d73073f/households/x', 'survey.html'],
    ['/p/01a20455-69c2-77cf-9ce5-385d8d73073f/homes/x', 'app.html'],
    ['/people', 'people/index.html'],
    ['/assets/main-1a2b.js', 'assets/main-1a2b.js'],
    ['/sw.js', 'sw.js'],
    ['/../package.json', undefined],
    ['/assets/..%2f..%2fpackage.json', undefined],
    ['/a%5c..%5cb', undefined],
    ['/%00', undefined],
    ['/%E0%A4%A', undefined],
  ])('%s → %s', (url, file) => expect(fileFor(url)).toBe(file));
});

describe('built files', () => {
  const root = mkdtempSync(join(tmpdir(), 'thon-so-static-'));
  const script = 'export const village = "Tân Đông";'.repeat(20);
  const page = `<!doctype html><head>
    <link rel="canonical" href="/en/guides/etax-mobile" />
    <link rel="alternate" hreflang="vi" href="/guides/etax-mobile" />
    <link rel="icon" href="/favicon.ico" />
  </head>${'<p>Thuế đất'.repeat(50)}`;
  let app: FastifyInstance;

  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };

  beforeAll(async () => {
    put('app.html', '<!doctype html><p>app');
    put('index.html', '<!doctype html><p>household');
    put('404.html', '<!doctype html><p>Không có trang này');
    put('guides/etax-mobile/index.html', '<!doctype html><p>guide');
    put('en/guides/etax-mobile/index.html', page);
    put('en/guides/etax-mobile/index.html.br', brotliCompressSync(page));
    put('assets/main-1a2b.js', script);
    put('assets/main-1a2b.js.br', brotliCompressSync(script));
    put('assets/main-1a2b.js.gz', gzipSync(script));
    put('sw.js', '//');
    put('manifest.webmanifest', '{}');
    put('.secret', 'x');
    app = createHttpServer({ random: seeded(1), trustProxy: false, logLevel: 'silent' });
    await app.register((part) => staticRoutes(part, root, 'https://thonso.example.vn'));
  });
  afterAll(async () => {
    await app.close();
    rmSync(root, { recursive: true });
  });

  it('are sent in the best compression that the browser takes', async () => {
    const sizes: (number | undefined)[] = [];
    for (const [accepts, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['', undefined],
    ] as const) {
      const answer = await app.inject({ url: '/assets/main-1a2b.js', headers: { 'accept-encoding': accepts } });
      expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, encoding]);
      expect(answer.headers['content-type']).toMatch(/javascript/);
      expect(String(answer.headers['vary']).toLowerCase()).toContain('accept-encoding');
      sizes.push(answer.rawPayload.length);
    }
    expect(sizes[2]).toBe(Buffer.byteLength(script));
  });

  it('are kept for ever when their name has a hash, and asked for again when not', async () => {
    const caching = async (url: string) => (await app.inject(url)).headers['cache-control'];
    expect(await caching('/assets/main-1a2b.js')).toBe('public, max-age=31536000, immutable');
    for (const url of ['/', '/sw.js', '/manifest.webmanifest', '/guides/etax-mobile', '/join'])
      expect(await caching(url)).toBe('no-cache');
    const { headers } = await app.inject('/sw.js');
    const again = await app.inject({ url: '/sw.js', headers: { 'if-none-match': String(headers['etag']) } });
    expect(again.statusCode).toBe(304);
  });

  it('name their own address and their other languages in full, in every encoding', async () => {
    for (const [accepts, decode] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
      ['', (plain: Buffer) => plain],
    ] as const) {
      const url = '/en/guides/etax-mobile';
      const answer = await app.inject({ url, headers: { 'accept-encoding': accepts } });
      const html = decode(answer.rawPayload).toString();
      expect(html).toContain('<link rel="canonical" href="https://thonso.example.vn/en/guides/etax-mobile" />');
      expect(html).toContain('hreflang="vi" href="https://thonso.example.vn/guides/etax-mobile" />');
      expect(html).toContain('<link rel="icon" href="/favicon.ico" />');
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' });
      const again = await app.inject({ url, headers: { 'if-none-match': String(answer.headers['etag']) } });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      expect((await app.inject({ method: 'HEAD', url })).statusCode).toBe(200);
    }
  });

  it('answer pages without a redirect, the app at its own addresses, and 404 at any other', async () => {
    const page = async (url: string) => {
      const answer = await app.inject(url);
      return [answer.statusCode, answer.body.replace('<!doctype html><p>', '')];
    };
    expect(await page('/')).toEqual([200, 'household']);
    expect(await page('/guides/etax-mobile')).toEqual([200, 'guide']);
    expect(await page('/join')).toEqual([200, 'app']);
    for (const url of ['/nothing', '/guides/nothing', '/assets/gone.js', '/.secret', '/assets/..%2f.secret']) {
      expect(await page(url)).toEqual([404, 'Không có trang này']);
    }
    expect((await app.inject({ method: 'POST', url: '/' })).statusCode).toBe(404);
  });
});
