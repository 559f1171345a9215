import { chromium as playwright, type Browser, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromium } from '../../../scripts/chromium.ts';
import { createEngine, oneEngine } from '../../support/engines/engines.ts';
import { ServerWorld } from './server-world.ts';

/** What a real browser makes of our cookies: no library can vouch for that. */
describe('a session in Chromium', () => {
  const engine = createEngine(oneEngine);
  let browser: Browser;
  let world: ServerWorld | undefined;
  beforeAll(async () => {
    browser = await playwright.launch({ executablePath: chromium.shellPath(), args: chromium.flags });
  });
  afterEach(async () => {
    await world?.app.close();
  });
  afterAll(() => browser.close());

  async function open(): Promise<{ world: ServerWorld; page: Page; base: string }> {
    world = await ServerWorld.open(engine);
    await world.app.listen({ port: 0, host: '0.0.0.0' });
    const address = world.app.server.address();
    const base = `http://localhost:${typeof address === 'object' ? address?.port : 0}`;
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${base}/readyz`);
    return { world, page, base };
  }

  const join = (page: Page, token: string): Promise<string> =>
    page.evaluate(
      async (invitation) => {
        const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
        const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
        const body = JSON.stringify({
          invitation,
          nonce: crypto.randomUUID(),
          key: { kty, crv, x, y },
          name: 'Mẫu Thị Na',
        });
        const answer = await fetch('/api/join', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        return ((await answer.json()) as { enrolment: string }).enrolment;
      },
      { token },
    );

  const nameAt = (page: Page, enrolment: string): Promise<unknown> =>
    page.evaluate(
      async (id) =>
        ((await (await fetch(`/api/p/${id}/me`)).json()) as { name?: string; error?: string }).name ?? 'refused',
      enrolment,
    );

  it('is accepted on http://localhost, hidden from scripts, and one of several on the same phone', async () => {
    const { world, page, base } = await open();
    const [first, second] = [
      await join(page, await world.invite('member', world.areas.village)),
      await join(page, await world.invite('head', world.areas.village, { name: 'Mẫu Văn Lâm' })),
    ];
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect([await nameAt(page, first), await nameAt(page, second)]).toEqual(['Mẫu Thị Na', 'Mẫu Văn Lâm']);
    const kept = await page.context().cookies([`${base}/api/p/${first}/me`]);
    expect(kept).toMatchObject([
      { name: '__Secure-s', path: `/api/p/${first}/`, httpOnly: true, secure: true, sameSite: 'Strict' },
    ]);
  });

  it('is not sent along when another site links here', async () => {
    const { world, page, base } = await open();
    const me = `${base}/api/p/${await join(page, await world.invite('member', world.areas.village))}/me`;
    await page.goto(me);
    expect(await page.textContent('body')).toContain('Mẫu Thị Na');
    await page.goto('about:blank');
    await page.setContent(`<a href="${me}">Quà tặng</a>`);
    await page.click('a');
    await page.waitForURL(me);
    expect(await page.textContent('body')).toContain('"error":"signIn"');
  });
});
