import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { filesWithTexts } from '../../../support/programs/raw-profile.ts';

/** A browser with a profile on disk, which can be killed without a chance to tidy up and copied to another phone. */
export abstract class PhoneBrowser {
  readonly profile = mkdtempSync(join(tmpdir(), 'thon-so-phone-'));

  /** @param profile what is on the phone already; left out, it is new */
  constructor(profile?: string) {
    if (profile !== undefined) this.copyFrom({ profile });
  }

  /** With a screen of 360 × 640. */
  abstract open(): Promise<BrowserContext>;

  /** SIGKILL to every process: nothing gets to flush or say goodbye. */
  abstract kill(): Promise<void>;

  /** As a person closes it: everything that it keeps is written. */
  abstract close(): Promise<void>;

  abstract get isOpen(): boolean;

  /** No request gets through, of pages and workers alike; it may be closed or killed meanwhile, and stays so. */
  abstract setOffline(isOffline: boolean): Promise<void>;

  /** Ends the page's own process with nothing unloaded, where the browser can be asked for that. */
  abstract readonly crash: ((page: Page) => Promise<void>) | undefined;

  /** Ends the process that holds what every page stores, where there is one that the browser starts anew. */
  readonly endStorage?: () => Promise<void>;

  /** Where in the profile's files one of the texts can be read, packed or not. */
  filesWith(texts: readonly string[]): string[] {
    return filesWithTexts(this.profile, texts);
  }

  /**
   * Everything on it, as a "copy my phone" service takes it to a new one; the other browser must be off, and this one
   * new.
   */
  copyFrom(other: Pick<PhoneBrowser, 'profile'>): void {
    cpSync(other.profile, this.profile, { recursive: true, filter: (path) => !isLock(path) });
  }

  async dispose(): Promise<void> {
    if (this.isOpen) await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What says that a profile is in use: Chromium's Singleton…, Firefox's lock and .parentlock, WebKit's host.pid. */
const isLock = (path: string): boolean => /\/(Singleton[^/]*|lock|\.parentlock|host\.pid)$/.test(path);
