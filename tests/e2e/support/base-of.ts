import type { Page } from '@playwright/test';

/** `/p/<enrolment>` of whoever is signed in there; an error where nobody is. */
export function baseOf(page: Page): string {
  const found = /\/p\/[^/]+/.exec(new URL(page.url()).pathname);
  if (!found) throw new Error(`nobody is signed in at ${page.url()}`);
  return found[0];
}

/** The same as a whole address, for `page.goto`. */
export const addressOf = (page: Page): string => new URL(baseOf(page), page.url()).href;
