import { useState } from 'react';
import { useLocation } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { tokenInFragment, type InvitationKey } from '../../protocol/accounts/join.ts';
import { isAppleBrowserTab, zaloBrowser } from './browsers.ts';
import { AppleScreen, ZaloScreen } from './BrowserScreens.tsx';
import { CodeScreen } from './CodeScreen.tsx';
import { InvitationScreen } from './InvitationScreen.tsx';

/**
 * `/join#t=…` from a link, `/join` with a code typed by hand. The token is read once, stays in memory, and leaves the
 * address bar as soon as it is used.
 */
export function JoinScreen() {
  const { hash } = useLocation();
  return <Join key={hash} hash={hash} />; // another link opened in the same tab changes only the fragment
}

function Join({ hash }: { hash: string }) {
  const [invitation, setInvitation] = useState<InvitationKey | undefined>(() => invitationIn(hash));
  const [hereOnApple, setHereOnApple] = useState(false);
  const zalo = zaloBrowser(navigator.userAgent);
  useTranslation('join');

  if (zalo) return <ZaloScreen system={zalo} />;
  if (isAppleBrowserTab(navigator) && !hereOnApple) return <AppleScreen onHere={() => setHereOnApple(true)} />;
  if (!invitation) return <CodeScreen onCode={(code) => setInvitation({ code })} />;
  return (
    <InvitationScreen
      key={JSON.stringify(invitation)}
      invitation={invitation}
      onOtherCode={() => setInvitation(undefined)}
    />
  );
}

function invitationIn(hash: string): InvitationKey | undefined {
  const token = tokenInFragment(hash);
  return token === undefined ? undefined : { token };
}
