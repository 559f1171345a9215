import type { PrerenderedPage } from '../../src/app/prerender.tsx';

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * The app's empty page with a prerendered one in it.
 * @param preloads addresses of scripts to fetch behind what is needed to show the page
 * @throws when the template no longer has a place that is to be filled
 */
export function fillPage(template: string, page: PrerenderedPage, preloads: readonly string[]): string {
  const alternates = page.alternates.map(({ language, path }) => `<link rel="alternate" hreflang="${language}" href="${escapeHtml(path)}" />`);
  const scripts = preloads.map((href) => `<link rel="modulepreload" crossorigin href="${escapeHtml(href)}">`);
  return [
    setLanguage(page.language),
    setTitle(page.title),
    replaceOnce(/<meta name="description"[^>]*>/, () => `<meta name="description" content="${escapeHtml(page.description)}" />`),
    replaceOnce('</head>', () => `${[...alternates, ...scripts].map((line) => `  ${line}\n  `).join('')}</head>`),
    readFirst,
    replaceOnce('<div id="root"></div>', () => `<div id="root">${page.html}</div>`),
    replaceOnce(/\s*<noscript>[\s\S]*?<\/noscript>/, () => ''),
  ].reduce((html, change) => change(html), template);
}

/** The app's empty page that fetches these scripts beside its own and not after it: on a slow line each round waits for the one before. */
export const withPreloads = (template: string, preloads: readonly string[]): string =>
  replaceOnce('</head>', () => `${preloads.map((href) => `  <link rel="modulepreload" crossorigin href="${escapeHtml(href)}">\n  `).join('')}</head>`)(template);

/** A page of a few words without any script, for an address that has nothing. */
export function plainPage(template: string, words: { readonly title: string; readonly next: string; readonly action: string }, link: string): string {
  const text = `<main><h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.next)}</p><p><a href="${link}">${escapeHtml(words.action)}</a></p></main>`;
  return [
    setTitle(words.title),
    replaceOnce('<div id="root"></div>', () => text),
    replaceOnce(/\s*<noscript>[\s\S]*?<\/noscript>/, () => ''),
    (html: string) => html.replaceAll(/\s*<script[^>]*><\/script>|\s*<link rel="modulepreload"[^>]*>/g, ''),
  ].reduce((html, change) => change(html), template);
}

/**
 * The page can be read without its scripts, so they must not compete with its style for a slow line: the style comes
 * first, and scripts wait at low priority (https://web.dev/articles/fetch-priority); all but the few bytes that choose
 * the size of the text, without which the page would be drawn twice.
 */
function readFirst(html: string): string {
  const styles = html.match(/ *<link rel="stylesheet"[^>]*>\n/g) ?? [];
  return styles
    .reduce((rest, style) => rest.replace(style, ''), html)
    .replace(/ *<script/, (script) => `${styles.join('')}${script}`)
    .replaceAll(/<(script type="module"|link rel="modulepreload")/g, '<$1 fetchpriority="low"');
}

const setLanguage = (language: string) => replaceOnce(/<html lang="[^"]*"/, () => `<html lang="${language}"`);
const setTitle = (title: string) => replaceOnce(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`);

// A function as replacement: `$&` in a text must stay what it is.
const replaceOnce =
  (what: string | RegExp, by: () => string) =>
  (html: string): string => {
    const filled = html.replace(what, by);
    if (filled === html && !html.includes(by())) throw new Error(`index.html has no place for ${String(what)}`);
    return filled;
  };
