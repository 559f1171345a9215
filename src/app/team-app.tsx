import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { createI18n, languageFromPath, loadTexts } from '../i18n/index.ts';
import { AppProviders } from './AppProviders.tsx';
import { fetchAhead } from './fetch-ahead.ts';
import { createDevice } from './session/device.ts';
import { createSessionStore } from './session/session-store.ts';
import { TeamContext } from './session/TeamContext.tsx';
import { TeamRoutes } from './TeamRoutes.tsx';
import { createUpdateStore, watchWorker } from './updates/update-store.ts';

/** Everything of the signed-in: put together here, once a page. */
export async function startTeamApp(root: HTMLElement): Promise<void> {
  const i18n = createI18n({ language: languageFromPath(location.pathname) });
  fetchAhead(location.pathname);
  await loadTexts(i18n, ['common', 'ui', 'app']);
  const device = createDevice();
  const updates = createUpdateStore();
  const team = { device, updates, sessions: createSessionStore(device) };
  createRoot(root).render(
    <StrictMode>
      <BrowserRouter>
        <AppProviders i18n={i18n}>
          <TeamContext value={team}>
            <TeamRoutes />
          </TeamContext>
        </AppProviders>
      </BrowserRouter>
    </StrictMode>,
  );
  await watchWorker(updates, ({ enrolment }) => {
    // The worker has sent forms of this book, or heard that it is revoked: the page's own sync tells what that means.
    const { session } = team.sessions.getState();
    if (session.kind === 'open' && session.phone.enrolment === enrolment) session.phone.sync.wake('visible');
  });
}
