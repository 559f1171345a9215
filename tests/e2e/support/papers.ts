import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import type { Page } from '@playwright/test';

/** The file that comes with a tap on this button. */
export async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The words of a Word file. */
export const wordsIn = async (bytes: Buffer): Promise<string> =>
  (await mammoth.extractRawText({ buffer: bytes })).value;
