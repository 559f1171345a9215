import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';

/** Which faces draw the words of an element, by Chromium's own account, and how many letters each. */
async function facesOf(page: Page, selector: string): Promise<Record<string, number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument');
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
  return Object.fromEntries(fonts.map(({ familyName, glyphCount }) => [familyName, glyphCount]));
}

// Letters only, no words: nobody here writes Êđê.
const letters = 'ê̆ô̆ơ̆ư̆ƀčñ';

test('a page without Êđê letters fetches no font; marked Êđê text is drawn by ours, below 3 KB @chromium', async ({
  page,
}) => {
  const fonts: { url: string; bytes: number }[] = [];
  page.on('response', async (response) => {
    if (response.request().resourceType() === 'font')
      fonts.push({ url: response.url(), bytes: (await response.body()).length });
  });
  await page.goto('/guides/vneid');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  expect(fonts).toEqual([]);

  await page.evaluate((text) => {
    const place = document.body.appendChild(document.createElement('p'));
    Object.assign(place, { id: 'letters', lang: 'rad', textContent: text });
  }, letters);
  await expect.poll(() => fonts.length).toBe(1);
  expect(fonts[0]?.bytes).toBeLessThan(3000);
  await expect.poll(() => facesOf(page, '#letters')).toEqual({ 'Noto Sans': 11 });
});
