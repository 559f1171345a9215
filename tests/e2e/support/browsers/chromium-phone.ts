import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { chromium } from '../../../../scripts/chromium.ts';
import { PhoneBrowser } from './phone-browser.ts';

/** Every phone has one, and its owner lets us use it: a beep a second. */
const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/**
 * Chromium in processes of its own that can be killed: what Android does to an app in the background. Playwright's own
 * launcher always closes politely.
 */
export class ChromiumPhone extends PhoneBrowser {
  private child: ChildProcess | undefined;
  private browser: Browser | undefined;

  async open(): Promise<BrowserContext> {
    const args = [
      ...chromium.flags,
      '--headless=new',
      '--remote-debugging-port=0',
      '--lang=vi',
      ...microphone,
      '--window-size=360,640',
      `--user-data-dir=${this.profile}`,
      'about:blank',
    ];
    rmSync(join(this.profile, 'DevToolsActivePort'), { force: true });
    // A group of its own, so that its renderers die with it.
    this.child = spawn(chromium.shellPath(), args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    this.browser = await playwright.connectOverCDP(await endpointOf(this.child));
    const [context] = this.browser.contexts();
    if (!context) throw new Error('The browser has no default context.');
    return context;
  }

  async setOffline(isOffline: boolean): Promise<void> {
    await this.browser?.contexts()[0]?.setOffline(isOffline);
  }

  readonly crash = async (page: Page): Promise<void> => {
    const crashed = page.waitForEvent('crash');
    const session = await page.context().newCDPSession(page);
    session.send('Page.crash').catch(() => undefined); // it never answers
    await crashed;
    await page.close();
  };

  async kill(): Promise<void> {
    const ended = this.ended();
    if (this.child?.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    await ended;
  }

  async close(): Promise<void> {
    const ended = this.ended();
    const session = await this.browser?.newBrowserCDPSession();
    await session?.send('Browser.close');
    await ended;
  }

  private async ended(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => child.once('exit', resolve));
    this.child = undefined;
    this.browser = undefined;
  }

  get isOpen(): boolean {
    return this.child !== undefined;
  }
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const endpoint = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The browser ended before it listened: ${said}`)));
  });
}
