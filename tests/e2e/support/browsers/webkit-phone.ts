import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { firefox as playwright, type BrowserContext } from '@playwright/test';
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

  override readonly endStorage = async (): Promise<void> => {
    const group = this.#pid();
    const found = processesOf(group).find(({ name }) => name.startsWith('WebKitNetwork'));
    if (!found) throw new Error('The browser has no process that holds what is stored.');
    process.kill(found.pid, 'SIGKILL');
    while (processesOf(group).some(({ pid }) => pid === found.pid)) await wait(10);
  };

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
    while (processesOf(group).length > 0) await wait(20);
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

/** Those that run, of one group (proc(5): `pid (name) state parent group …`). */
function processesOf(group: number): { readonly pid: number; readonly name: string }[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const [, name = '', state, of] = /\((.*)\) (\w) \d+ (\d+)/.exec(statusOf(entry)) ?? [];
      return Number(of) === group && state !== 'Z' ? [{ pid: Number(entry), name }] : [];
    });
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return ''; // it has just ended
  }
}
