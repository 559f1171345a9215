import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { brokenWords } from '../support/broken-words.ts';
import { doubleTheText } from './support/fits.ts';
import { guideIds, guideStories } from './support/guide-files.ts';

const containing = (words: string): unknown => expect.stringContaining(words);
const visibleSteps = (page: Page) => page.locator('li[id^="step-"]').filter({ visible: true });
const listen = (page: Page) => page.locator('[data-live="listen"]').getByRole('button');

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
  Object.defineProperties(window, {
    speechSynthesis: { value: speech },
    SpeechSynthesisUtterance: { value: Utterance },
    spoken: { value: spoken },
  });
}

/**
 * Runs in the page: addresses within it at which something is wider than the screen, or a text is cut off. Goes on as
 * soon as a step is the target (a guide's, shown by style alone) or drawn (one of practice): measuring lays it out.
 */
async function tooWide(hashes: readonly string[]): Promise<string[]> {
  const wide: string[] = [];
  // All of the page is judged, not only what was scrolled to.
  const layOutAll = new CSSStyleSheet();
  layOutAll.replaceSync('* { content-visibility: visible !important }');
  document.adoptedStyleSheets = [layOutAll];
  const isThere = (hash: string): boolean =>
    document.querySelector(
      hash === '#done' ? '#done:target, #practised' : `${hash}:target, [data-step="${hash.replace('#step-', '')}"]`,
    ) !== null;
  // Sizes first: all are known once the page is laid out, while the style of what is hidden is worked out at each
  // question.
  const isCut = (box: HTMLElement): boolean =>
    box.clientWidth > 1 &&
    (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) &&
    getComputedStyle(box).overflow !== 'visible' &&
    box.checkVisibility();
  for (const hash of ['', ...hashes]) {
    if (hash) location.replace(hash);
    for (const begun = performance.now(); hash && !isThere(hash); await new Promise((done) => setTimeout(done))) {
      if (performance.now() - begun > 15_000) throw new Error(`${hash} is not shown`);
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) wide.push(`${hash}: ${scrollWidth} > ${clientWidth}`);
    for (const box of document.querySelectorAll<HTMLElement>('main *'))
      if (isCut(box)) wide.push(`${hash}: cut off: ${box.innerText.slice(0, 80)}`);
  }
  return wide;
}

/** Runs in the page: goes step by step from the start to the end, and says what each step alone on the screen said. */
async function walkSteps(): Promise<string[]> {
  const follow = async (link: HTMLAnchorElement | null | undefined): Promise<void> => {
    link?.click();
    for (
      const begun = performance.now();
      location.hash !== link?.hash || !document.querySelector(':target');
      await new Promise((done) => setTimeout(done))
    ) {
      if (performance.now() - begun > 15_000) throw new Error(`${link?.hash} is not shown`);
    }
  };
  const said: string[] = [];
  await follow(document.querySelector<HTMLAnchorElement>('a[href="#step-1"]'));
  for (;;) {
    const alone = [...document.querySelectorAll<HTMLElement>('li[id^="step-"]')].filter((step) =>
      step.checkVisibility(),
    );
    if (alone.length === 0 || said.length > 99) return said;
    said.push(alone.map((step) => step.innerText).join(' AND '));
    await follow([...alone[0]!.querySelectorAll<HTMLAnchorElement>('nav a')].at(-1));
  }
}

/** Runs in the page: practises from the first step to the last by tapping each target, and says what each asked for. */
async function practiseSteps(targets: readonly string[]): Promise<string[]> {
  const until = async <T>(look: () => T | null | undefined | false): Promise<T> => {
    for (
      const begun = performance.now();
      performance.now() - begun < 15_000;
      await new Promise((done) => setTimeout(done))
    ) {
      const seen = look();
      if (seen) return seen;
    }
    throw new Error(`Not seen at ${location.hash}: ${look.toString()}`);
  };
  const asked: string[] = [];
  for (const [index, target] of targets.entries()) {
    const spot = await until(() =>
      document.querySelector<HTMLButtonElement>(`[data-step="${index + 1}"] [data-spot="${target}"]`),
    );
    asked.push(document.querySelector<HTMLElement>('#practice-do')?.innerText ?? '');
    spot.click();
    const onward = await until(() =>
      document
        .querySelector('[data-kind="found"]')
        ?.nextElementSibling?.querySelector<HTMLAnchorElement>('a[href$="#done"], a:last-child[href*="#step-"]'),
    );
    onward.click();
    await until(() => location.hash === (index + 1 < targets.length ? `#step-${index + 2}` : '#done'));
  }
  return asked;
}

async function seriousProblems(page: Page, without: readonly string[] = []): Promise<string[]> {
  // As it runs on a page without frames: not once more in a tab of its own, and no style sheet is fetched again.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false })
    .disableRules([...without])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/**
 * Both languages are drawn of the same parts; the English texts of every guide are read without JavaScript, and checked
 * by `tests/unit/guides`. So English is walked in the first guide, and in every guide in the long rounds.
 */
const walkedIn = { vi: guideIds, en: process.env['LONG_ROUNDS'] ? guideIds : guideIds.slice(0, 1) };

for (const language of ['vi', 'en'] as const) {
  const stories = guideStories.filter((story) => story.language === language);
  const walked = stories.filter(({ id }) => walkedIn[language].includes(id));

  test.describe(`without JavaScript, in ${language}`, () => {
    // So tall that nothing waits to be scrolled to: a browser lays the rest out when it comes near.
    test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 30_000 } });

    test('the first page and the index show every need and every guide, and what these pages never ask for', async ({
      page,
    }) => {
      const [home, index] = language === 'vi' ? ['/', '/guides'] : ['/en', '/en/guides'];
      await page.goto(home);
      await expect(page.locator('main').getByRole('list').first().getByRole('link')).toHaveCount(6);
      await expect(page.locator('main')).toContainText(stories[0]?.promise ?? '');
      await page.goto(index);
      for (const { path } of stories) await expect(page.locator(`main a[href="${path}"]`)).toBeVisible();
    });

    test('every guide shows all its steps, who it is for, what goes wrong and whom to call', async ({ page }) => {
      for (const { id, path, texts, sentences, promise } of stories) {
        await page.goto(path);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        // What is out of sight has no text before the browser has laid it out once.
        await expect(page.locator('main')).toContainText(promise);
        await expect
          .poll(() => page.locator('main').innerText())
          .toContain(Object.values(texts.stumbles).at(-1)?.do ?? promise);
        const shown = await page.locator('main').innerText();
        const steps = await visibleSteps(page).allInnerTexts();
        expect(steps, id).toHaveLength(sentences.length);
        for (const [index, sentence] of sentences.entries()) expect(steps[index]).toContain(sentence);
        for (const { what, do: remedy } of Object.values(texts.stumbles)) expect(shown).toContain(`${what}\n${remedy}`);
        for (const words of [texts.forWhom, ...Object.values(texts.ready), ...Object.values(texts.contacts), promise])
          expect(shown).toContain(words);
      }
    });
  });

  // One browser that saw the home page once and then lost its network: whatever opens now was kept for offline.
  const guides = walked.length === stories.length ? 'every guide' : 'a guide';
  test(`after one visit, offline, ${guides} in ${language} is walked, practised and fits @no-webkit`, async ({
    page,
    goOffline,
    viewport,
  }) => {
    test.slow(); // two dozen pages in one session
    await page.goto('/');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await goOffline();
    for (const { id, path, sentences, targets } of walked) {
      await page.setViewportSize({ width: 360, height: 640 });
      await page.goto(path);
      expect(await page.evaluate(walkSteps), id).toEqual(sentences.map(containing));
      await expect(page.locator('#done')).toBeVisible();

      await page.locator('#done').evaluate(() => location.replace('#guide'));
      await expect(visibleSteps(page).getByRole('img')).toHaveCount(sentences.length);
      // All guides are drawn of the same parts in the same colours: contrast, by far the slowest to judge, is judged on
      // one of each language.
      const isFirst = id === stories[0]?.id;
      if (language === 'vi' || isFirst)
        expect(await seriousProblems(page, isFirst ? [] : ['color-contrast']), id).toEqual([]);
      const hashes = [...sentences.map((_, index) => `#step-${index + 1}`), '#done'];
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(tooWide, hashes), id).toEqual([]);
      await page.evaluate(doubleTheText);
      // All steps stand below one another here, with the same words and drawings as alone. English has longer words
      // than a line here.
      await page.evaluate(() => location.replace('#guide'));
      if (language === 'vi') expect(await page.evaluate(brokenWords), id).toEqual([]);
      expect(await page.evaluate(tooWide, hashes), id).toEqual([]);
      await page.setViewportSize({ width: 360, height: 640 });

      await page.goto(`${path}/practice`);
      await expect(page.locator('[data-spot]').first()).toBeVisible();
      expect(await page.locator('input, textarea, select, [contenteditable]').count()).toBe(0);
      expect(await page.evaluate(practiseSteps, targets), id).toEqual(sentences.map(containing));
      await expect(page.locator('#practised')).toBeVisible();
      await page.setViewportSize({ width: 320, height: 640 });
      await page.evaluate(doubleTheText);
      expect(await page.evaluate(tooWide, hashes), `${id}, practising`).toEqual([]);
    }
    if (viewport) await page.setViewportSize(viewport);
  });
}

test('practising names the tapped place, shows the right one, and advances only on request @no-webkit', async ({
  page,
}) => {
  await page.goto('/guides/first-steps#step-1');
  await visibleSteps(page).getByRole('link', { name: 'Tập thử bước này' }).click();
  await expect(page).toHaveURL(/\/guides\/first-steps\/practice#step-1$/);
  const status = page.locator('main').getByRole('status');
  await page.getByRole('button', { name: 'Gọi điện' }).click();
  await expect(status).toContainText('Bác vừa bấm “Gọi điện”');
  await expect(page.getByRole('button', { name: /Bấm đây/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Máy ảnh' }).click();
  await expect(page.getByRole('button', { name: 'Cài đặt Bấm đây' })).toBeVisible();
  await expect(page.getByText('TẬP THỬ · hình minh họa')).toBeInViewport();
  await page.getByRole('button', { name: /^Cài đặt/ }).click();
  await expect(status).toHaveText('Đúng rồi!');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Bước tiếp' }).click();
  await expect(page.locator('#practice-do')).toContainText('Tìm mục nói về khóa màn hình');
  await expect(page.locator('#practice-do')).toBeFocused();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(doubleTheText);
  expect(await page.evaluate(tooWide, [])).toEqual([]);
  expect(await page.evaluate(brokenWords)).toEqual([]);
  await page.goBack();
  await expect(page.locator('#practice-do')).toContainText('Bấm “Cài đặt”');
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
      expect(await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken.join(' '))).toContain(
        sentences[1],
      );
      await visibleSteps(page).getByRole('navigation').getByRole('link').last().click();
      await expect(listen(page)).toHaveText(before ?? '');
    });
  });
}

/** Runs in the page: as Zalo's browser on an iPhone is said to be, without a worker, and keeping nothing. */
function keepNothing(): void {
  delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
  Object.defineProperty(window, 'localStorage', {
    get: () => {
      throw new DOMException('refused', 'SecurityError');
    },
  });
}

test.describe('in Zalo’s browser, which keeps nothing', () => {
  test.use({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 ' +
      '(KHTML, like Gecko) Mobile/15E148 Zalo iOS/545',
  });

  test('a shared step opens, goes on, and is practised @webkit', async ({ page }) => {
    const story = guideStories.find(({ id }) => id === 'vssid');
    await page.addInitScript(keepNothing);
    await page.goto(`${story?.path}#step-2`);
    await visibleSteps(page).getByRole('navigation').getByRole('link').last().click();
    await expect(visibleSteps(page)).toContainText(story?.sentences[2] ?? '');
    await visibleSteps(page).getByRole('link', { name: 'Tập thử bước này' }).click();
    await page.locator(`[data-step="3"] [data-spot="${story?.targets[2]}"]`).click();
    await expect(page.locator('[data-kind="found"]')).toBeVisible();
  });
});

test('a row of a list is a target from edge to edge @webkit', async ({ page }) => {
  await page.goto('/guides');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const blanks = await page.getByRole('listitem').evaluateAll((items) =>
    items.flatMap((item) => {
      const link = item.querySelector(':scope > a');
      return link ? [item.getBoundingClientRect().height - link.getBoundingClientRect().height] : [];
    }),
  );
  expect(blanks.length).toBeGreaterThan(5);
  expect(Math.max(...blanks)).toBeLessThan(2); // the line between rows
});

test('the first page has a tile for every need, read aloud, and leads to a guide; English is one tap away', async ({
  page,
}) => {
  await page.addInitScript(haveVoice, 'vi-VN');
  await page.goto('/');
  const tiles = page.getByRole('list').first().getByRole('link');
  await expect(tiles).toHaveText([
    /^Đi khám/,
    /^Nhận trợ cấp/,
    /^Đóng thuế đất/,
    /^Chuyển tiền/,
    /^Làm giấy tờ/,
    /^Nghi bị lừa\?/,
  ]);
  for (const href of await tiles.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    expect(guideIds.map((id) => `/guides/${id}`)).toContain(href);
  }
  const speakers = page.locator('[data-live="say"]').getByRole('button');
  await expect(speakers).toHaveCount(6);
  await speakers.nth(2).click();
  expect(await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)).toEqual([
    containing('Đóng thuế đất'),
  ]);
  await tiles.first().click();
  await expect(visibleSteps(page).first()).toBeVisible();
  await page.getByRole('link', { name: /^English/ }).click();
  await expect(page).toHaveURL(/\/en\/guides\//);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('link[rel="alternate"][hreflang="vi"]')).toHaveAttribute('href', /\/guides\//);
});

for (const [path, name] of [
  ['/guides', 'in Vietnamese'],
  ['/en/guides', 'in English'],
] as const) {
  test(`the index ${name} names every guide, is accessible and fits the smallest phone`, async ({ page }) => {
    await page.goto(path);
    const hrefs = await page
      .locator('main')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(hrefs.filter((href) => href.startsWith(`${path}/`)).sort()).toEqual(
      guideIds.map((id) => `${path}/${id}`).sort(),
    );
    expect(await seriousProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await page.evaluate(doubleTheText);
    expect(await page.evaluate(tooWide, [])).toEqual([]);
    expect(await page.evaluate(brokenWords)).toEqual([]);
  });
}
