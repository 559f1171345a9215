import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { unfitting } from './support/fits.ts';
import type { DemoRole, Phone } from './support/phone.ts';

// Every screen that links lead to, on the smallest phone at twice the text size.

/** How many kinds of screens a person can reach at least: far fewer, and the walk has lost its way. */
const reach: Readonly<Partial<Record<DemoRole, number>>> = { member: 45, head: 60, officer: 15, admin: 8 };

/** One address of a kind stands for all: those that differ only in whose record they show are drawn alike. */
const kindOf = (path: string): string =>
  path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/(recordings|guides|progress)\/[\w-]+$/, '$1/ONE');

/** Runs in the page: where its links lead within the app. */
const linked = (): string[] =>
  [...document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')].map(({ pathname, search }) => pathname + search);

const isApps = (path: string): boolean => !/^\/(en|api|guides|thon|the)(\/|$)/.test(path);

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('[class*="skeleton"]')).toHaveCount(0);
}

/** Follows links until no kind of screen is new; says what does not fit on each, and how many there were. */
async function walkAll({ page }: Phone): Promise<{ screens: number; found: Record<string, string[]> }> {
  const { origin, pathname } = new URL(page.url());
  const seen = new Set<string>();
  const found: Record<string, string[]> = {};
  for (const left = [pathname]; left.length > 0;) {
    const path = left.shift() ?? '';
    const kind = kindOf(path);
    if (seen.has(kind)) continue;
    seen.add(kind);
    await open(page, origin + path);
    left.push(...(await page.evaluate(linked)).filter(isApps));
    const problems = await unfitting(page);
    if (problems.length > 0) found[kind] = problems;
  }
  return { screens: seen.size, found };
}

for (const [role, least] of Object.entries(reach) as [DemoRole, number][]) {
  test(`on every screen of ${role} no word is broken and nothing is too wide @long`, async ({ newPhone }) => {
    test.slow(); // dozens of screens
    const phone = await newPhone();
    await phone.signIn(role);
    const { screens, found } = await walkAll(phone);
    expect(found).toEqual({});
    expect(screens).toBeGreaterThanOrEqual(least);
  });
}
