import { useCallback } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import catalogue from '../../domain/guide/data/catalogue.json';
import { withoutLanguage } from '../../i18n/index.ts';
import { Kept } from './Kept.tsx';
import { useLivePieces } from './live/LivePieces.tsx';
import { loadPage, loadResidentPage } from './load-page.ts';

const patterns = ['', '/en'].flatMap((prefix) => [prefix || '/', ...['drills', 'reading', 'guides', 'guides/:id', 'guides/:id/practice', 'guides/:id/print'].map((path) => `${prefix}/${path}`)]);

/** The residents' routes, in both languages, to stand inside a `<Routes>`. */
export const guideRoutes = patterns.map((path) => <Route key={path} path={path} element={<ResidentPage />} />);

/** The residents' pages alone: what the prerender draws and a resident's browser hydrates. */
export function GuideRoutes() {
  return <Routes>{guideRoutes}</Routes>;
}

/** Paths (without language) of all residents' pages there are. */
export const guidePaths: readonly string[] = [
  '/',
  '/guides',
  '/drills',
  '/reading',
  ...catalogue.flatMap(({ id }) => [`/guides/${id}`, `/guides/${id}/practice`, `/guides/${id}/print`]),
];

/** Whether a path, in any language, is one of these pages. */
export const isGuidePath = (path: string): boolean => /^\/((drills|reading|guides(\/[^/]*(\/(practice|print))?)?)\/?)?$/.test(withoutLanguage(path));

/** A page as the prerender made it, with what is alive on it put into its places. */
function ResidentPage() {
  const { pathname } = useLocation();
  const load = useCallback(() => loadResidentPage(pathname), [pathname]);
  const { shown, pieces } = useLivePieces();
  return (
    <>
      <Kept key={pathname} load={load} onShown={shown} />
      {pieces}
    </>
  );
}

/** The guides' index or a guide, by the address, inside somebody else's shell (a signed-in member's app). */
export function GuideScreen() {
  const { pathname } = useLocation();
  const load = useCallback(() => loadPage(pathname), [pathname]);
  const { shown, pieces } = useLivePieces();
  return (
    <>
      <Kept key={pathname} load={load} onShown={shown} />
      {pieces}
    </>
  );
}
