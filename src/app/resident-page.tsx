import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { GuideRoutes } from '../features/guides/index.ts';
import { createI18n, languageFromPath, loadTexts } from '../i18n/index.ts';
import { AppProviders } from './AppProviders.tsx';
import { trustedScript, workerUrl } from '../lib/trusted-types.ts';

/**
 * Hydrates a prerendered page (home page, guides). It must draw the same as prerender.tsx did, or React draws
 * everything again.
 */
export async function hydrateResidentPage(root: HTMLElement): Promise<void> {
  const i18n = createI18n({ language: languageFromPath(location.pathname) });
  // The pages' own words stand in the prerendered HTML (features/guides/live/StaticPage.tsx).
  await loadTexts(i18n, ['common']);
  const page = (
    <StrictMode>
      <BrowserRouter>
        <AppProviders i18n={i18n}>
          <GuideRoutes />
        </AppProviders>
      </BrowserRouter>
    </StrictMode>
  );
  // `npm run dev` serves the empty template at every address.
  if (root.hasChildNodes()) hydrateRoot(root, page);
  else createRoot(root).render(page);
  await keepForOffline();
}

/**
 * The guides open without a network from the second visit on. A plain registration, because the team's (updates,
 * messages) is more code than this page needs; a new version takes over when the last page of the old one is closed.
 */
async function keepForOffline(): Promise<void> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(trustedScript(workerUrl), { scope: '/', updateViaCache: 'none' });
}
