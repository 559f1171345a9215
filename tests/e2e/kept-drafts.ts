import { expect, type BrowserContext, type Page } from '@playwright/test';

declare global {
  interface Window {
    /**
     * When somebody last typed or tapped, and when the last draft that is on disk was handed to the database; ms of
     * `performance.now()`.
     */
    draftsNoted?: { input: number; kept: number };
  }
}

/** Runs in the page before the app: listens to what is typed and tapped, and to the database's writes of drafts. */
function noteDrafts(): void {
  const noted = { input: 0, kept: 0 };
  window.draftsNoted = noted;
  for (const type of ['input', 'change', 'click'])
    document.addEventListener(type, () => (noted.input = performance.now()), { capture: true });
  const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')?.value as IDBObjectStore['put'];
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...of: Parameters<IDBObjectStore['put']>) {
    const begun = performance.now();
    if (this.name === 'drafts') this.transaction.addEventListener('complete', () => (noted.kept = begun));
    return put.apply(this, of);
  };
}

export const listenForDrafts = (context: BrowserContext): Promise<unknown> => context.addInitScript(noteDrafts);

/** Until what was last typed or tapped is on the phone's disk: the app writes a draft once typing has paused. */
export async function untilDraftKept(page: Page): Promise<void> {
  await expect
    .poll(
      () => page.evaluate(() => window.draftsNoted && window.draftsNoted.kept > window.draftsNoted.input),
      'the draft is on disk',
    )
    .toBe(true);
}
