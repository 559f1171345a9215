import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { firefox as playwright, type BrowserContext } from '@playwright/test';
import { firefox } from '../../../../scripts/firefox.ts';
import { completeContext } from './driver-gaps.ts';
import { Line } from './line.ts';
import { PhoneBrowser } from './phone-browser.ts';

/** Firefox as Playwright launches it, with a line of its own. */
export class FirefoxPhone extends PhoneBrowser {
  /** Firefox's processes of pages cannot be told to die one by one. */
  readonly crash = undefined;
  #context: BrowserContext | undefined;
  #line: Line | undefined;

  async open(): Promise<BrowserContext> {
    this.#line ??= await Line.lay();
    const context = await playwright.launchPersistentContext(this.profile, {
      channel: 'moz-firefox',
      executablePath: firefox.path(),
      firefoxUserPrefs: firefox.preferences,
      viewport: { width: 360, height: 640 },
      proxy: { server: this.#line.url },
    });
    this.#context = context;
    await completeContext(context);
    return context;
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  /** The line alone says nothing to `navigator.onLine`, and Playwright alone spares what a worker fetches. */
  async setOffline(isOffline: boolean): Promise<void> {
    if (isOffline) this.#line?.cut();
    else this.#line?.mend();
    await this.#context?.setOffline(isOffline);
  }

  async kill(): Promise<void> {
    const closed = this.#closed();
    // `lock` names the process that has the profile: address:+pid. It leads a group, as Playwright starts it.
    const pid = Number(readlinkSync(join(this.profile, 'lock')).split('+')[1]);
    process.kill(-pid, 'SIGKILL');
    await closed;
  }

  async close(): Promise<void> {
    const closed = this.#closed();
    await this.#context?.close();
    await closed;
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    await this.#line?.remove();
  }

  async #closed(): Promise<void> {
    const context = this.#context;
    if (context) await new Promise((resolve) => context.once('close', resolve));
    this.#context = undefined;
  }
}
