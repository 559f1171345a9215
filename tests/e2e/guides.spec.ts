import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import type { Guide, GuideTexts } from '../../src/domain/guide/guide.ts';
import { stepsOf } from '../../src/domain/guide/steps.ts';
import { expect, test } from './fixtures.ts';

// Every guide in both languages, walked by its own data: a new guide is tested by being there.
const json = <T>(path: string): T => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as T;
const data = 'src/domain/guide/data';
const ids = readdirSync(new URL(`../../${data}`, import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

const guides = ids.flatMap((id) =>
  (['vi', 'en'] as const).map((language) => {
    const texts = json<GuideTexts>(`locales/${language}/guides/${id}.json`);
    return {
      id,
      language,
      texts,
      path: `${language === 'en' ? '/en' : ''}/guides/${id}`,
      promise: json<{ promise: string }>(`locales/${language}/common.json`).promise,
      sentences: stepsOf(json<Guide>(`${data}/${id}/guide.json`)).map(({ part, step }) => texts.parts[part.id]?.steps[step.id]?.do ?? ''),
    };
  }),
);

const visibleSteps = (page: Page) => page.locator('li[id^="step-"]').filter({ visible: true });
const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

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

async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

for (const { id, language, path, texts, sentences, promise } of guides) {
  test.describe(`${id} in ${language}`, () => {
    test.describe('without JavaScript', () => {
      test.use({ javaScriptEnabled: false });

      test('shows all its steps, who it is for, what goes wrong and whom to call', async ({ page }) => {
        await page.goto(path);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        for (const [index, sentence] of sentences.entries()) await expect(page.locator(`#step-${index + 1}`)).toContainText(sentence);
        await expect(visibleSteps(page)).toHaveCount(sentences.length);
        for (const words of [texts.forWhom, ...Object.values(texts.ready), ...Object.values(texts.contacts), promise]) await expect(page.getByText(words).first()).toBeVisible();
        for (const { what } of Object.values(texts.stumbles)) await expect(page.getByText(what)).toBeVisible();
      });
    });

    test('is walked one step at a time to its end and back', async ({ page }) => {
      await page.goto(path);
      await page.locator('a[href="#step-1"]').last().click();
      for (const [index, sentence] of sentences.entries()) {
        const step = visibleSteps(page);
        await expect(step).toHaveCount(1);
        await expect(step).toContainText(sentence);
        await expect(step.getByRole('img')).toBeVisible();
        await step.getByRole('navigation').getByRole('link').last().click();
        await expect(page).toHaveURL(new RegExp(index + 1 < sentences.length ? `#step-${index + 2}$` : '#done$'));
      }
      await expect(page.locator('#done')).toBeVisible();
      await expect(visibleSteps(page)).toHaveCount(0);
      await page.goBack();
      await expect(visibleSteps(page)).toContainText(sentences.at(-1) ?? '');
    });

    test('opens at a shared step', async ({ page }) => {
      await page.goto(`${path}#step-${sentences.length}`);
      await expect(visibleSteps(page)).toHaveCount(1);
      await expect(visibleSteps(page)).toContainText(sentences.at(-1) ?? '');
      await page.locator('a[href="#guide"]').last().click();
      await expect(visibleSteps(page)).toHaveCount(sentences.length);
    });

    test('reads the shown step aloud where the phone has a voice', async ({ page }) => {
      await page.addInitScript(haveVoice, language);
      await page.goto(`${path}#step-2`);
      const listen = page.locator('#listen').getByRole('button');
      const before = await listen.textContent();
      await listen.click();
      await expect(listen).not.toHaveText(before ?? '');
      expect(await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken.join(' '))).toContain(sentences[1]);
      await visibleSteps(page).getByRole('navigation').getByRole('link').last().click();
      await expect(listen).toHaveText(before ?? '');
    });

    test('opens without a network after the first visit', async ({ page, goOffline, goOnline }) => {
      await page.goto(path);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await goOffline();
      await page.goto(`${path}#step-1`);
      await expect(visibleSteps(page)).toContainText(sentences[0] ?? '');
      await goOnline();
    });

    test('has no serious accessibility problem, all steps or one', async ({ page }) => {
      await page.goto(path);
      expect(await seriousProblems(page)).toEqual([]);
      await page.goto(`${path}#step-1`);
      await expect(visibleSteps(page)).toHaveCount(1);
      expect(await seriousProblems(page)).toEqual([]);
    });

    test('fits the smallest phone at twice the text size', async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(path);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.evaluate(() => {
        const root = document.documentElement;
        root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
      });
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      for (const hash of [...sentences.map((_, index) => `#step-${index + 1}`), '#done']) {
        await page.evaluate((to) => location.replace(to), hash);
        expect(await overflow(page), hash).toBeLessThanOrEqual(0);
      }
    });
  });
}

test('home leads to a guide and to no tile without one; the other language is one tap away', async ({ page }) => {
  await page.goto('/');
  const tiles = page.getByRole('list').first().getByRole('link');
  for (const href of await tiles.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    expect(ids.map((id) => `/guides/${id}`)).toContain(href);
  }
  await tiles.first().click();
  await expect(visibleSteps(page).first()).toBeVisible();
  await page.getByRole('link', { name: /^English/ }).click();
  await expect(page).toHaveURL(/\/en\/guides\//);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('link[rel="alternate"][hreflang="vi"]')).toHaveAttribute('href', /\/guides\//);
});
