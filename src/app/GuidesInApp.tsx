import { GuideScreen } from '../features/guides/index.ts';
import { TeamShell } from './shell/TeamShell.tsx';
import { useSession } from './session/TeamContext.tsx';

/** The guides as a signed-in person opens them from their bar: the same pages, their own places around them. */
export function GuidesInApp() {
  const session = useSession((state) => state.session);
  if (session.kind !== 'open') return null;
  return (
    <TeamShell phone={session.phone} emptied={session.emptied}>
      <GuideScreen />
    </TeamShell>
  );
}
