import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { guideIds, guideStories } from './guide-files.ts';
import { listenForNoise, type Noise } from './noise.ts';

const visibleSteps = (page: Page) => page.locator('li[id^="step-"]').filter({ visible: true });
const listen = (page: Page) => page.locator('#listen').getByRole('button');

/** Runs in the page: headless browsers have no voices, so one that only writes down what it is to say. */
function haveVoice(language: string): void {
  const spoken: string[] = [];
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => [{ lang: language }],
    speak: ({ text }: { text: string }) => spoken.push(text),
    cancel: () => undefined,
  });
  class Utterance {
    constructor(readonly text: string) {}
  }
  Object.defineProperties(window, { speechSynthesis: { value: speech }, SpeechSynthesisUtterance: { value: Utterance }, spoken: { value: spoken } });
}

/** Runs in the page: addresses within it at which something is wider than the screen. */
async function tooWide(hashes: readonly string[]): Promise<string[]> {
  const wide: string[] = [];
  for (const hash of ['', ...hashes]) {
    if (hash) {
      location.replace(hash);
      await new Promise((done) => requestAnimationFrame(done));
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) wide.push(`${hash}: ${scrollWidth} > ${clientWidth}`);
  }
  return wide;
}

const doubleTheText = (): void => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
};

async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const { id, language, path, texts, sentences, promise } of guideStories) {
    test(`${id} in ${language} shows all its steps, who it is for, what goes wrong and whom to call`, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const shown = await page.locator('main').innerText();
      const steps = await visibleSteps(page).allInnerTexts();
      expect(steps).toHaveLength(sentences.length);
      for (const [index, sentence] of sentences.entries()) expect(steps[index]).toContain(sentence);
      for (const { what, do: remedy } of Object.values(texts.stumbles)) expect(shown).toContain(`${what}\n${remedy}`);
      for (const words of [texts.forWhom, ...Object.values(texts.ready), ...Object.values(texts.contacts), promise]) expect(shown).toContain(words);
    });
  }
});

// One browser that saw the home page once and then lost its network: whatever opens now was kept for offline.
test.describe('after one visit, without a network', () => {
  let phone: { context: BrowserContext; page: Page; noise: Noise };

  test.beforeAll(async ({ browser, baseURL, viewport }) => {
    const context = await browser.newContext({ baseURL: baseURL ?? '', viewport, hasTouch: true, locale: 'vi-VN' });
    const noise = listenForNoise(context);
    const page = await context.newPage();
    await page.goto('/');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await context.setOffline(true);
    phone = { context, page, noise };
  });

  test.afterAll(() => phone.context.close());

  for (const { id, language, path, sentences } of guideStories) {
    test(`${id} in ${language} is walked to its end, is accessible and fits the smallest phone at twice the text size`, async ({ viewport }) => {
      const { page, noise } = phone;
      await page.goto(path);
      await page.locator('a[href="#step-1"]').last().click();
      for (const sentence of sentences) {
        // A list of one: this step and no other.
        await expect(visibleSteps(page)).toContainText([sentence]);
        await visibleSteps(page).locator('nav a').last().click();
      }
      await expect(page.locator('#done')).toBeVisible();
      await expect(visibleSteps(page)).toHaveCount(0);

      await page.goto(path);
      await expect(visibleSteps(page).getByRole('img')).toHaveCount(sentences.length);
      expect(await seriousProblems(page)).toEqual([]);

      const hashes = [...sentences.map((_, index) => `#step-${index + 1}`), '#done'];
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(tooWide, hashes)).toEqual([]);
      await page.evaluate(doubleTheText);
      expect(await page.evaluate(tooWide, hashes)).toEqual([]);
      if (viewport) await page.setViewportSize(viewport);
      expect(noise.heard).toEqual([]);
    });
  }
});

for (const { language, path, sentences } of guideStories.filter(({ id }) => id === 'etax-mobile')) {
  test.describe(`a guide in ${language}`, () => {
    test('opens at a shared step, alone and accessible, and goes back to all of them', async ({ page }) => {
      await page.goto(`${path}#step-${sentences.length}`);
      await expect(visibleSteps(page)).toHaveCount(1);
      await expect(visibleSteps(page)).toContainText(sentences.at(-1) ?? '');
      expect(await seriousProblems(page)).toEqual([]);
      await page.locator('a[href="#guide"]').last().click();
      await expect(visibleSteps(page)).toHaveCount(sentences.length);
    });

    test('goes back a step with the browser’s own button', async ({ page }) => {
      await page.goto(`${path}#step-${sentences.length}`);
      await visibleSteps(page).getByRole('navigation').getByRole('link').last().click();
      await expect(page.locator('#done')).toBeVisible();
      await page.goBack();
      await expect(visibleSteps(page)).toContainText(sentences.at(-1) ?? '');
    });

    test('reads the shown step aloud where the phone has a voice', async ({ page }) => {
      await page.addInitScript(haveVoice, language);
      await page.goto(`${path}#step-2`);
      const before = await listen(page).textContent();
      await listen(page).click();
      await expect(listen(page)).not.toHaveText(before ?? '');
      expect(await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken.join(' '))).toContain(sentences[1]);
      await visibleSteps(page).getByRole('navigation').getByRole('link').last().click();
      await expect(listen(page)).toHaveText(before ?? '');
    });
  });
}

test('home has a tile for every need and leads to a guide; the other language is one tap away', async ({ page }) => {
  await page.goto('/');
  const tiles = page.getByRole('list').first().getByRole('link');
  await expect(tiles).toHaveText([/^Đi khám/, /^Nhận trợ cấp/, /^Đóng thuế đất/, /^Chuyển tiền/, /^Làm giấy tờ/, /^Nghi bị lừa\?/]);
  for (const href of await tiles.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    expect(guideIds.map((id) => `/guides/${id}`)).toContain(href);
  }
  await tiles.first().click();
  await expect(visibleSteps(page).first()).toBeVisible();
  await page.getByRole('link', { name: /^English/ }).click();
  await expect(page).toHaveURL(/\/en\/guides\//);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('link[rel="alternate"][hreflang="vi"]')).toHaveAttribute('href', /\/guides\//);
});

for (const [path, name] of [['/guides', 'in Vietnamese'], ['/en/guides', 'in English']] as const) {
  test(`the index ${name} names every guide, is accessible and fits the smallest phone`, async ({ page }) => {
    await page.goto(path);
    const hrefs = await page.locator('main').getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(hrefs.filter((href) => href.startsWith(`${path}/`)).sort()).toEqual(guideIds.map((id) => `${path}/${id}`).sort());
    expect(await seriousProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.evaluate(doubleTheText);
    expect(await page.evaluate(tooWide, [])).toEqual([]);
  });
}
