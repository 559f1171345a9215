/** Firefox and desktop browsers have no share sheet. */
export const hasShareSheet = (): boolean => 'share' in navigator;

/** The phone's own share sheet (Zalo is in it). Closing it without choosing is no error; a refusal rejects. */
export async function openShareSheet(what: ShareData): Promise<void> {
  try {
    await navigator.share(what);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
}

/** @returns false where the clipboard is missing (it exists on secure pages only) or refuses, as in Zalo's browser */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = 'clipboard' in navigator ? navigator.clipboard : undefined;
  if (!clipboard) return false;
  return clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * Copies rows of cells as a table: a spreadsheet and a word processor get cells, everything else lines with tabs.
 * @returns as `copyText`
 */
export async function copyTable(rows: readonly (readonly string[])[]): Promise<boolean> {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' ')));
  const plain = cells.map((row) => row.join('\t')).join('\n');
  if (!('ClipboardItem' in globalThis) || !('clipboard' in navigator)) return copyText(plain);
  const lines = cells.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  const item = new ClipboardItem({
    'text/plain': new Blob([plain], { type: 'text/plain' }),
    'text/html': new Blob([`<table>${lines.join('')}</table>`], { type: 'text/html' }),
  });
  return navigator.clipboard.write([item]).then(
    () => true,
    () => copyText(plain),
  );
}
