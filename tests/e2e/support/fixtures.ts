import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { newPhoneBrowser, type Engine } from './browsers/browsers.ts';
import { completeContext } from './browsers/driver-gaps.ts';
import { Line } from './browsers/line.ts';
import { listenForNoise, type Noise } from './noise.ts';
import { Phone } from './phone.ts';
import { startVillageServer, type VillageServer } from './village-server.ts';

interface Fixtures {
  /** Console errors, exceptions and policy violations of `page`: heard at the end, unless allowed. */
  readonly noise: Noise;
  readonly goOffline: () => Promise<void>;
  readonly goOnline: () => Promise<void>;
  /**
   * A phone of somebody's own, with a profile that survives being killed. Its owner has looked at the guides before, so
   * the app's files are there, unless it is just out of its box: fetching them each time would take a third of these
   * stories' time.
   */
  readonly newPhone: (is?: 'used' | 'outOfTheBox') => Promise<Phone>;
}

/** What the fixtures themselves need. */
interface Parts {
  /** The line of `page` where Playwright alone cannot cut it. */
  readonly line: Line | undefined;
}

/** An option of playwright.config.ts: whose browser the phones have. */
export interface EngineOption {
  readonly engine: Engine;
}

interface WorkerFixtures extends EngineOption {
  /** The worker's own server and demo village; `baseURL` is its address. */
  readonly village: VillageServer;
  /** Where the profile of a phone lies that has opened the guides once. */
  readonly usedProfile: string;
  /** A lead's phone that lies open all day: for stories in which the lead only invites, or closes a phone. */
  readonly leadsPhone: Phone;
}

export const test = base.extend<Fixtures & Parts, WorkerFixtures>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  village: [
    async ({ engine }, provide) => {
      // WebKit keeps a cookie that says Secure from HTTPS alone, from localhost too.
      const server = await startVillageServer({ secure: engine === 'webkit' });
      await provide(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 310_000 },
  ],
  usedProfile: [
    async ({ village, engine }, provide) => {
      const browser = newPhoneBrowser(engine);
      const page = await (await browser.open()).newPage();
      await page.goto(`${village.url}/guides`);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await browser.close();
      await provide(browser.profile);
      await browser.dispose();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  leadsPhone: [
    async ({ village, engine, usedProfile }, provide) => {
      const phone = new Phone(village, newPhoneBrowser(engine, usedProfile));
      await phone.turnOn();
      await phone.signIn('lead');
      await provide(phone);
      const { noise } = phone;
      await phone.dispose();
      expect(noise, 'console errors, exceptions and policy violations').toEqual([]);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ village }, provide) => provide(village.url),
  noise: async ({ context }, provide) => {
    const noise = listenForNoise(context);
    await provide(noise);
    expect(noise.heard, 'console errors, exceptions and policy violations').toEqual([]);
  },
  // Stories of phones have no page besides, and start no browser for one.
  page: async ({ page, noise: _ }, provide) => provide(page),
  line: async ({ engine }, provide) => {
    const line = engine === 'chromium' ? undefined : await Line.lay();
    await provide(line);
    await line?.remove();
  },
  proxy: async ({ line }, provide) => provide(line && { server: line.url }),
  context: async ({ context, engine }, provide) => {
    if (engine !== 'chromium') await completeContext(context);
    await provide(context);
  },
  goOffline: async ({ context, line }, provide) =>
    provide(async () => {
      line?.cut();
      await context.setOffline(true);
    }),
  goOnline: async ({ context, line }, provide) =>
    provide(async () => {
      line?.mend();
      await context.setOffline(false);
    }),
  newPhone: async ({ village, engine, usedProfile }, provide) => {
    const phones: Phone[] = [];
    await provide(async (is = 'used') => {
      const phone = new Phone(village, newPhoneBrowser(engine, is === 'used' ? usedProfile : undefined));
      phones.push(phone);
      await phone.turnOn();
      return phone;
    });
    const noise = phones.flatMap((phone) => phone.noise);
    for (const phone of phones) await phone.dispose();
    expect(noise, 'console errors, exceptions and policy violations').toEqual([]);
  },
});

/**
 * No problem of any weight by axe-core, on the screen once it is there: a page still loading has no heading to judge.
 * axe looks at the tree more than once; what it says about one that changed under its eyes (a link that was replaced by
 * another stands nowhere) is asked again.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  if (!asksAxe()) return;
  for (let more = 4; ; more -= 1) {
    const changed = await watchTree(page);
    // While a screen is loaded, React keeps the one before it hidden, with its own link to the content.
    await expect(page.locator('main')).toHaveCount(1);
    // As it runs on a page without frames: not once more in a tab of its own.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    if ((await changed()) && violations.length > 0 && more > 0) continue;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    return;
  }
}

/**
 * All engines read the same markup and styles: beside Chromium, axe-core judges WebKit's in the long round, and not
 * Firefox's, whose content process crashes under it (docs/browsers.md).
 */
function asksAxe(): boolean {
  const { engine = 'chromium' } = test.info().project.use as Partial<EngineOption>;
  return engine === 'chromium' || (engine === 'webkit' && process.env['LONG_ROUNDS'] !== undefined);
}

/** Begins to watch for elements that come or go; the answer says whether any did since. */
async function watchTree(page: Page): Promise<() => Promise<boolean>> {
  const seen = await page.evaluateHandle(() => {
    const changes = { any: false };
    new MutationObserver(() => (changes.any = true)).observe(document, { subtree: true, childList: true });
    return changes;
  });
  return async () => {
    const changed = await seen.evaluate(({ any }) => any);
    await seen.dispose();
    return changed;
  };
}

export { expect } from '@playwright/test';
