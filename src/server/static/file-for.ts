// URLs that the app answers in JavaScript; all others are files of their own.
const appAddress = /^\/(en\/)?(start|join|p)(\/|$)/;
const surveyAddress = /^\/(en\/)?p\/[^/]+\/(today|survey|households)(\/|$)/;

/**
 * The built file for a URL's path; undefined for a path that cannot name a file.
 *
 *     /                     index.html (prerendered)
 *     /guides/etax-mobile   guides/etax-mobile/index.html (prerendered)
 *     /p/…, /join, /start   app.html
 *     /p/…/survey/…         survey.html: the same, which fetches the survey beside the app
 *     /assets/x.js          the file itself
 */
export function fileFor(url: string): string | undefined {
  const path = pathIn(url);
  if (path === undefined) return undefined;
  if (surveyAddress.test(path)) return 'survey.html';
  if (appAddress.test(path)) return 'app.html';
  const last = path.slice(path.lastIndexOf('/') + 1);
  if (last.includes('.')) return path.slice(1);
  return `${path.replace(/\/$/, '')}/index.html`.slice(1);
}

function pathIn(url: string): string | undefined {
  const raw = url.split('?')[0] ?? '';
  try {
    const path = decodeURIComponent(raw);
    return /[\\\0]|\/\.\.?(\/|$)/.test(path) ? undefined : path;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
