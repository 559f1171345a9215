import { ChromiumPhone } from './chromium-phone.ts';
import { FirefoxPhone } from './firefox-phone.ts';
import type { PhoneBrowser } from './phone-browser.ts';

/** `browserName` of Playwright's projects (playwright.config.ts). @param profile what is on the phone already */
export function newPhoneBrowser(browserName: string, profile?: string): PhoneBrowser {
  return browserName === 'firefox' ? new FirefoxPhone(profile) : new ChromiumPhone(profile);
}
