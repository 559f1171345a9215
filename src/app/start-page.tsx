import { isGuidePath } from '../features/guides/index.ts';
import { hydrateResidentPage } from './resident-page.tsx';
import '../ui/look/base.css';

/**
 * The phone's composition root. A resident's page is prerendered and only hydrated here; the team's app, with its
 * database and sync, is fetched by those who open it and by nobody else.
 */
export function startPage(): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  const started = isGuidePath(location.pathname)
    ? hydrateResidentPage(root)
    : import('./team-app.tsx').then(({ startTeamApp }) => startTeamApp(root));
  started.catch((error: unknown) => {
    console.error(error);
    tellNotLoaded(root);
  });
}

/**
 * Shown when a file cannot be fetched (a flaky network on the first visit). The text is in index.html, because the
 * app's texts are files too.
 */
function tellNotLoaded(root: HTMLElement): void {
  if (root.hasChildNodes()) return; // a resident's page is readable as it is
  const words = document.querySelector<HTMLTemplateElement>('#not-loaded');
  if (words) root.append(words.content.cloneNode(true));
}
