import type { Page } from '@playwright/test';
import { brokenWords } from '../../support/broken-words.ts';

/** Runs in the page: the text size that a person with weak eyes sets. */
export const doubleTheText = (): void => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
};

/**
 * Runs in the page: by how many px it is wider than the window, once it is drawn in its new size: charts hear of it
 * while a frame is made, and are drawn anew in the next one. Where no script runs there are neither.
 */
async function tooMuch(): Promise<number> {
  const frame = () => new Promise((made) => requestAnimationFrame(made));
  const isWithoutScript = matchMedia('(scripting: none)').matches;
  for (let frames = 0; frames < 2 && !isWithoutScript; frames += 1) await frame();
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}

/**
 * What does not fit on the smallest phone, with the text as it is and twice as large: a page wider than the window, a
 * word broken. The window and the text are put back.
 */
export async function unfitting(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const found: string[] = [];
  for (const size of ['100 %', '200 %']) {
    if (size === '200 %') await page.evaluate(doubleTheText);
    const wider = await page.evaluate(tooMuch);
    if (wider > 0) found.push(`${size}: ${wider} px too wide`);
    found.push(...(await page.evaluate(brokenWords)).map((word) => `${size}: ${word}`));
  }
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  if (before) await page.setViewportSize(before);
  return found;
}
