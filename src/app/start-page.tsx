import { isGuidePath } from '../features/guides/index.ts';
import { hydrateResidentPage } from './resident-page.tsx';
import '../ui/base.css';

/**
 * The phone's composition root. A resident's page is made ahead and only comes alive here; the team's app, with its
 * database and sync, is fetched by those who open it and by nobody else.
 */
export function startPage(): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  if (isGuidePath(location.pathname)) void hydrateResidentPage(root);
  else void import('./team-app.tsx').then(({ startTeamApp }) => startTeamApp(root));
}
