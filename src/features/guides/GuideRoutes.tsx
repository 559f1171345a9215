import { useCallback } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import catalogue from '../../domain/guide/data/catalogue.json';
import { withoutLanguage } from '../../i18n/index.ts';
import { StaticPage } from './live/StaticPage.tsx';
import { useLivePieces } from './live/LivePieces.tsx';
import { loadPage, loadResidentPage } from './load/load-page.ts';

const patterns = ['', '/en'].flatMap((prefix) => [
  prefix || '/',
  ...['drills', 'reading', 'guides', 'guides/:id', 'guides/:id/practice', 'guides/:id/print'].map(
    (path) => `${prefix}/${path}`,
  ),
]);

/** The residents' routes in both languages, as children of a `<Routes>`. */
export const guideRoutes = patterns.map((path) => <Route key={path} path={path} element={<ResidentPage />} />);

/** The residents' pages alone: what the prerender draws and a resident's browser hydrates. */
export function GuideRoutes() {
  return <Routes>{guideRoutes}</Routes>;
}

/** The paths of all residents' pages, without language. */
export const guidePaths: readonly string[] = [
  '/',
  '/guides',
  '/drills',
  '/reading',
  ...catalogue.flatMap(({ id }) => [`/guides/${id}`, `/guides/${id}/practice`, `/guides/${id}/print`]),
];

/** Whether a path, in any language, is one of these pages. */
export const isGuidePath = (path: string): boolean =>
  /^\/((drills|reading|guides(\/[^/]*(\/(practice|print))?)?)\/?)?$/.test(withoutLanguage(path));

/** A prerendered page with its interactive pieces. */
function ResidentPage() {
  const { pathname } = useLocation();
  const load = useCallback(() => loadResidentPage(pathname), [pathname]);
  const { shown, pieces } = useLivePieces();
  return (
    <>
      <StaticPage key={pathname} load={load} onShown={shown} />
      {pieces}
    </>
  );
}

/** The guides' index or a guide, by the address, inside another frame (a signed-in member's app). */
export function GuideScreen() {
  const { pathname } = useLocation();
  const load = useCallback(() => loadPage(pathname), [pathname]);
  const { shown, pieces } = useLivePieces();
  return (
    <>
      <StaticPage key={pathname} load={load} onShown={shown} />
      {pieces}
    </>
  );
}
