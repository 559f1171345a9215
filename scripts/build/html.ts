import type { PrerenderedPage } from '../../src/app/prerender.tsx';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * Fills a prerendered page into the app's empty page.
 * @param preloads URLs of scripts to fetch after everything needed to show the page
 * @throws when the template lacks one of the places to fill
 */
export function fillPage(template: string, page: PrerenderedPage, preloads: readonly string[]): string {
  const alternates = page.alternates.map(
    ({ language, path }) => `<link rel="alternate" hreflang="${language}" href="${escapeHtml(path)}" />`,
  );
  // Addresses without an origin: the server puts its public one before them (src/server/static/public-pages.ts).
  const own = page.alternates.filter(({ language }) => language === page.language);
  const canonical = own.map(({ path }) => `<link rel="canonical" href="${escapeHtml(path)}" />`);
  const scripts = preloads.map((href) => `<link rel="modulepreload" crossorigin href="${escapeHtml(href)}">`);
  return [
    setLanguage(page.language),
    setTitle(page.title),
    replaceOnce(
      /<meta name="description"[^>]*>/,
      () => `<meta name="description" content="${escapeHtml(page.description)}" />`,
    ),
    replaceOnce(
      '</head>',
      () => `${[...canonical, ...alternates, ...scripts].map((line) => `  ${line}\n  `).join('')}</head>`,
    ),
    readFirst,
    replaceOnce('<div id="root"></div>', () => `<div id="root">${page.html}</div>`),
    replaceOnce(/\s*<noscript>[\s\S]*?<\/noscript>/, () => ''),
  ].reduce((html, change) => change(html), template);
}

/**
 * The app's empty page with preload links, so that these scripts are fetched together with its own and not one round
 * trip later.
 */
export const withPreloads = (template: string, preloads: readonly string[]): string =>
  replaceOnce('</head>', () => `${preloads.map(preloadLink).join('')}</head>`)(template);

const preloadLink = (href: string): string => `  <link rel="modulepreload" crossorigin href="${escapeHtml(href)}">\n  `;

/** A short page without scripts, for a URL that does not exist. */
export function plainPage(
  template: string,
  words: { readonly title: string; readonly next: string; readonly action: string },
  link: string,
): string {
  const title = `<h1>${escapeHtml(words.title)}</h1>`;
  const action = `<p><a href="${link}">${escapeHtml(words.action)}</a></p>`;
  const text = `<main>${title}<p>${escapeHtml(words.next)}</p>${action}</main>`;
  return [
    setTitle(words.title),
    replaceOnce('<div id="root"></div>', () => text),
    replaceOnce(/\s*<noscript>[\s\S]*?<\/noscript>/, () => ''),
    (html: string) => html.replaceAll(/\s*<script[^>]*><\/script>|\s*<link rel="modulepreload"[^>]*>/g, ''),
  ].reduce((html, change) => change(html), template);
}

/**
 * Puts the style first and gives scripts low priority (https://web.dev/articles/fetch-priority), because the page can
 * be read without them. Exception: the small script that sets the text size, without which the page would be drawn
 * twice.
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

// The replacement is a function, because `$&` in a replacement string has a meaning.
const replaceOnce =
  (what: string | RegExp, by: () => string) =>
  (html: string): string => {
    const filled = html.replace(what, by);
    if (filled === html && !html.includes(by())) throw new Error(`index.html has no place for ${String(what)}`);
    return filled;
  };
