import { useCallback, useState } from 'react';
import { createPortal } from 'react-dom';
import { Route, Routes, useLocation } from 'react-router';
import catalogue from '../../domain/guide/data/catalogue.json';
import { withoutLanguage } from '../../i18n/index.ts';
import { Kept } from './Kept.tsx';
import { Listen, listenPlace } from './Listen.tsx';
import { loadPage, loadResidentPage } from './load-page.ts';

const patterns = ['/', '/guides', '/guides/:id', '/en', '/en/guides', '/en/guides/:id'];

/** The residents' routes, in both languages, to stand inside a `<Routes>`. */
export const guideRoutes = patterns.map((path) => <Route key={path} path={path} element={<ResidentPage />} />);

/** The residents' pages alone: what the prerender draws and a resident's browser hydrates. */
export function GuideRoutes() {
  return <Routes>{guideRoutes}</Routes>;
}

/** Paths (without language) of all residents' pages there are. */
export const guidePaths: readonly string[] = ['/', '/guides', ...catalogue.map((entry) => `/guides/${entry.id}`)];

/** Whether a path, in any language, is one of these pages. */
export const isGuidePath = (path: string): boolean => /^\/(guides(\/[^/]*)?\/?)?$/.test(withoutLanguage(path));

/** A page as the prerender made it, with the one thing that is alive on it put into its place. */
function ResidentPage() {
  const { pathname } = useLocation();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const load = useCallback(() => loadResidentPage(pathname), [pathname]);
  const shown = useCallback(() => setPlace(document.getElementById(listenPlace)), []);
  return (
    <>
      <Kept key={pathname} load={load} onShown={shown} />
      {place && createPortal(<Listen />, place)}
    </>
  );
}

/** The guides' index or a guide, by the address, inside somebody else's shell (a signed-in member's app). */
export function GuideScreen() {
  const { pathname } = useLocation();
  const load = useCallback(() => loadPage(pathname), [pathname]);
  return <Kept key={pathname} load={load} />;
}
