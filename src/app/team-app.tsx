import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { createI18n, languageFromPath, loadTexts, pathIn, withoutLanguage } from '../i18n/index.ts';
import { isUuid } from '../lib/ids.ts';
import { AppProviders } from './AppProviders.tsx';
import { fetchAhead } from './fetch-ahead.ts';
import { createDevice } from './session/device.ts';
import { createSessionStore, type SessionStore } from './session/session-store.ts';
import { TeamContext } from './session/TeamContext.tsx';
import { StorageTroubleNotice } from './shell/StorageTroubleNotice.tsx';
import { TeamRoutes } from './TeamRoutes.tsx';
import { createUpdateStore, watchWorker } from './updates/update-store.ts';

/** Composition root of the signed-in app, run once a page. */
export async function startTeamApp(root: HTMLElement): Promise<void> {
  const i18n = createI18n({ language: languageFromPath(location.pathname) });
  fetchAhead(location.pathname, i18n);
  const device = createDevice();
  const updates = createUpdateStore();
  const team = { device, updates, sessions: createSessionStore(device) };
  openBookOf(location.pathname, team.sessions);
  await loadTexts(i18n, ['common', 'ui', 'app']);
  createRoot(root).render(
    <StrictMode>
      <BrowserRouter>
        <AppProviders i18n={i18n}>
          <TeamContext value={team}>
            <TeamRoutes />
            <StorageTroubleNotice />
          </TeamContext>
        </AppProviders>
      </BrowserRouter>
    </StrictMode>,
  );
  await watchWorker(updates, ({ enrolment }) => {
    // The worker has sent operations of this local store, or learned that its device is revoked: the page's own sync
    // handles both.
    const { session } = team.sessions.getState();
    if (session.kind === 'open' && session.phone.enrolment === enrolment) session.phone.sync.wake('visible');
  });
}

/** Begins to open the local store of the address before anything is drawn; SessionGate finds it under way. */
function openBookOf(path: string, sessions: SessionStore): void {
  const enrolment = /^\/p\/([^/]+)/.exec(withoutLanguage(path))?.[1];
  if (isUuid(enrolment)) sessions.getState().open(enrolment, pathIn(languageFromPath(path), `/p/${enrolment}`));
}
