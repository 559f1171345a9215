// What the worker answers from its cache. All built files are precached with their revision; besides them only the
// pages of villages that were opened are kept (village-pages.ts).
//
// | request                                   | answer                                              |
// |-------------------------------------------|-----------------------------------------------------|
// | not GET                                   | untouched: WebKit sends empty bodies through workers |
// | /api/…, /healthz, /readyz, /metrics       | untouched: only the server knows                    |
// | /the/… (a visitor's card)                 | untouched: a card from a cache proves nothing        |
// | /thon/… (the page of a village)           | the network's, else the one that was opened last     |
// | page with its own HTML (guides, first)    | that HTML                                           |
// | any other page                            | the app's shell, /app.html                          |
// | page address that looks like a file       | untouched unless built (a download is no screen)    |
// | built file (script, style, font, text)    | the built file                                      |
// | anything else                             | untouched                                           |

/** The page that starts the app at any address. */
export const shell = '/app.html';

const serverOnly = /^\/(api(\/|$)|healthz$|readyz$|metrics$|(en\/)?the\/)/;

export const isServerOnly = (path: string): boolean => serverOnly.test(path);

/**
 * The built page to show at `path` (without query and fragment), or undefined to leave it to the network.
 * @param isBuilt whether a file of that address was precached
 */
export function pageFor(path: string, isBuilt: (file: string) => boolean): string | undefined {
  if (isServerOnly(path)) return undefined;
  const own = filesFor(path).find(isBuilt);
  if (own !== undefined) return own;
  return looksLikeFile(path) || !isBuilt(shell) ? undefined : shell;
}

/** `/guides/etax` is built as `/guides/etax/index.html`. */
function filesFor(path: string): string[] {
  const bare = path.replace(/\/+$/, '');
  return bare === '' ? ['/index.html'] : [bare, `${bare}/index.html`, `${bare}.html`];
}

/** The public page of a village, or its poster. */
export const isVillagePage = (path: string): boolean => /^\/(en\/)?thon\/[^/]+(\/poster)?\/?$/.test(path);

const looksLikeFile = (path: string): boolean => /\.[^/]+$/.test(path);
