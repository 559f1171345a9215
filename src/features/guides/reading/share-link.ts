import { copyText, hasShareSheet, openShareSheet } from '../../../ui/index.ts';

/** How a link left the page; `byHand`: it could not, and is shown to be copied. */
export type Shared = 'sent' | 'copied' | 'byHand';

/** Opens the phone's own share sheet (Zalo is in it), else copies the link. */
export async function shareLink(what: { readonly title: string; readonly url: string }): Promise<Shared> {
  if (hasShareSheet()) {
    try {
      await openShareSheet(what);
      return 'sent';
    } catch (error) {
      console.warn('Sharing was refused; the link is copied instead.', error);
    }
  }
  return (await copyText(what.url)) ? 'copied' : 'byHand';
}
