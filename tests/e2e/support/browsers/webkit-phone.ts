import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { firefox as playwright, type BrowserContext, type Page } from '@playwright/test';
import { webkit } from '../../../../scripts/webkit.ts';
import { completeContext } from './driver-gaps.ts';
import { Line } from './line.ts';
import { PhoneBrowser } from './phone-browser.ts';

/** WebKitGTK in processes of its own (webkit/README.md), with a line of its own. */
export class WebkitPhone extends PhoneBrowser {
  #context: BrowserContext | undefined;
  #line: Line | undefined;

  async open(): Promise<BrowserContext> {
    this.#line ??= await Line.lay();
    const context = await playwright.launchPersistentContext(this.profile, {
      channel: 'moz-firefox', // by which Playwright speaks BiDi
      executablePath: webkit.path(),
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

  async setOffline(isOffline: boolean): Promise<void> {
    if (isOffline) this.#line?.cut();
    else this.#line?.mend();
    await this.#context?.setOffline(isOffline);
  }

  readonly crash = undefined;

  async kill(): Promise<void> {
    const closed = this.#closed();
    process.kill(-this.#pid(), 'SIGKILL');
    await closed;
  }

  async close(): Promise<void> {
    const group = this.#pid();
    const closed = this.#closed();
    await this.#context?.close();
    await closed;
    // The process that holds what is stored ends after the one that Playwright knows.
    while (isAlive(group)) await wait(20);
  }

  override async dispose(): Promise<void> {
    await super.dispose();
    await this.#line?.remove();
  }

  /** host.js writes it down; it leads a group, as Playwright starts it. */
  #pid(): number {
    return Number(readFileSync(join(this.profile, 'host.pid'), 'utf8'));
  }

  async #closed(): Promise<void> {
    const context = this.#context;
    if (context) await new Promise((resolve) => context.once('close', resolve));
    this.#context = undefined;
  }
}

/** Whether any process of the group is left. */
function isAlive(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}
