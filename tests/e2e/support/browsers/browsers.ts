import { ChromiumPhone } from './chromium-phone.ts';
import { FirefoxPhone } from './firefox-phone.ts';
import type { PhoneBrowser } from './phone-browser.ts';
import { WebkitPhone } from './webkit-phone.ts';

const phones = { chromium: ChromiumPhone, firefox: FirefoxPhone, webkit: WebkitPhone } as const;

export type Engine = keyof typeof phones;

/** @param profile what is on the phone already */
export function newPhoneBrowser(engine: Engine, profile?: string): PhoneBrowser {
  return new phones[engine](profile);
}
