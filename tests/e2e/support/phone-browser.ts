import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser, type BrowserContext } from '@playwright/test';
import { chromium } from '../../../scripts/chromium.ts';
import { filesWithTexts } from '../../support/programs/raw-profile.ts';

/** Every phone has one, and its owner lets us use it: a beep a second. */
const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/**
 * A browser with a profile on disk, in processes of its own that can be killed without a chance to tidy up: what
 * Android does to an app in the background. Playwright's own launcher always closes politely.
 */
export class PhoneBrowser {
  readonly profile = mkdtempSync(join(tmpdir(), 'thon-so-phone-'));
  private child: ChildProcess | undefined;
  private browser: Browser | undefined;

  /** @param profile what is on the phone already; left out, it is new */
  constructor(profile?: string) {
    if (profile !== undefined) this.copyFrom({ profile });
  }

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

  /** SIGKILL to every process: nothing gets to flush or say goodbye. */
  async kill(): Promise<void> {
    const ended = this.ended();
    if (this.child?.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    await ended;
  }

  /** As a person closes it: everything that it keeps is written. */
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
  }

  get isOpen(): boolean {
    return this.child !== undefined;
  }

  /** Where in the profile's files one of the texts can be read, packed or not. */
  filesWith(texts: readonly string[]): string[] {
    return filesWithTexts(this.profile, texts);
  }

  /**
   * Everything on it, as a "copy my phone" service takes it to a new one; the other browser must be off, and this one
   * new.
   */
  copyFrom(other: Pick<PhoneBrowser, 'profile'>): void {
    cpSync(other.profile, this.profile, { recursive: true, filter: (path) => !path.includes('/Singleton') });
  }

  dispose(): void {
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
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
