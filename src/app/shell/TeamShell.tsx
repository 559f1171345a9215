import { lazy, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { NavigationType, Outlet, useLocation, useNavigationType } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { PhoneProvider, useObservable, type Phone } from '../../phone/hooks.ts';
import { AppShell } from '../../ui/index.ts';
import { rememberLanguage } from '../language.ts';
import { AskPinProvider } from '../lock/AskPinProvider.tsx';
import { useIdleLock } from '../lock/use-idle-lock.ts';
import { firstScreen } from '../session/first-role.ts';
import { useUpdates } from '../session/TeamContext.tsx';
import { Banners } from './Banners.tsx';
import { isCurrent, isForm, placeIcons, placePath, placesByRole } from './places.ts';
import { SyncBadge } from './SyncBadge.tsx';

/** The frame of a signed-in person: their places, what is not sent yet, what they should know. */
export function TeamShell({
  phone,
  emptied,
  notice,
  children,
}: {
  phone: Phone;
  emptied: boolean;
  /** Below what the app itself has to tell. */ notice?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  const cameBack = useNavigationType() === NavigationType.Pop;
  useReloadWhenReplaced(pathname);
  usePlainTitle(pathname);
  useIdleLock(phone.enrolment, isForm(pathname));
  useEffect(() => rememberLanguage(pathname), [pathname]);
  const places = placesByRole[phone.role].map((place) => ({
    href: placePath(place, phone.basePath),
    label: t(`place.${place}`),
    icon: placeIcons[place],
    current: isCurrent(place, phone.basePath, pathname),
  }));
  return (
    <PhoneProvider phone={phone}>
      <AskPinProvider enrolment={phone.enrolment}>
        <AppShell
          location={pathname}
          cameBack={cameBack}
          places={places}
          home={`${phone.basePath}/${firstScreen[phone.role]}`}
          status={<SyncBadge />}
          notice={
            <>
              <Banners emptied={emptied} />
              {notice}
            </>
          }
        >
          {children ?? <Outlet />}
        </AppShell>
        <Passkey phone={phone} />
      </AskPinProvider>
    </PhoneProvider>
  );
}

const PasskeyPrompt = lazy(async () => ({
  default: (await import('../../features/passkeys/index.ts')).PasskeyPrompt,
}));

/** The request that waits for a passkey; the last one, where making a passkey needs one itself. */
function Passkey({ phone: { passkeys } }: { phone: Phone }) {
  const question = useObservable(passkeys.questions).waiting.at(-1);
  return (
    <Suspense>{question && <PasskeyPrompt key={question.refusal.challenge ?? 'none'} question={question} />}</Suspense>
  );
}

/** Another version has taken over: this page's own files are gone from the cache. */
function useReloadWhenReplaced(pathname: string): void {
  const replaced = useUpdates((state) => state.update === 'replaced');
  const busy = isForm(pathname);
  useEffect(() => {
    if (replaced && !busy) location.reload();
  }, [replaced, busy]);
}

// The guides have titles of their own.
const isPersonal = (pathname: string): boolean => /^(\/en)?\/p\//.test(pathname);

/** Titles stay in the browser's history: the team's screens never name a household or a person there. */
function usePlainTitle(pathname: string): void {
  const { t } = useTranslation('common');
  const product = t('product');
  useEffect(() => {
    if (isPersonal(pathname)) document.title = product;
  }, [product, pathname]);
}
