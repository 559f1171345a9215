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
