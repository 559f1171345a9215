import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { NavigationType, Outlet, useLocation, useNavigationType } from 'react-router';
import { useTranslation } from '../../i18n/index.ts';
import { PhoneProvider, type Phone } from '../../sync/react.ts';
import { AppShell } from '../../ui/index.ts';
import { rememberLanguage } from '../language.ts';
import { useIdleLock } from '../lock/use-idle-lock.ts';
import { firstScreen } from '../session/first-role.ts';
import { useUpdates } from '../session/TeamContext.tsx';
import { Banners } from './Banners.tsx';
import { isCurrent, isForm, placeIcons, placePath, placesByRole } from './places.ts';
import { SyncBadge } from './SyncBadge.tsx';

/** The frame of a signed-in person: their places, what is not sent yet, what they should know. */
export function TeamShell({ phone, emptied, notice, children }: { phone: Phone; emptied: boolean; /** Below what the app itself has to tell. */ notice?: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  const cameBack = useNavigationType() === NavigationType.Pop;
  useReloadWhenReplaced(pathname);
  usePlainTitle(pathname);
  useIdleLock(phone.enrolment, isForm(pathname));
  useEffect(() => rememberLanguage(pathname), [pathname]);
  const places = placesByRole[phone.role].map((place) => ({
    href: placePath(place, phone.home),
    label: t(`place.${place}`),
    icon: placeIcons[place],
    current: isCurrent(place, phone.home, pathname),
  }));
  return (
    <PhoneProvider phone={phone}>
      <AppShell location={pathname} cameBack={cameBack} places={places} home={`${phone.home}/${firstScreen[phone.role]}`} status={<SyncBadge />} notice={<><Banners emptied={emptied} />{notice}</>}>
        {children ?? <Outlet />}
      </AppShell>
    </PhoneProvider>
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

/** Titles stay in the browser's history: the team's screens never name a home or a person there. */
function usePlainTitle(pathname: string): void {
  const { t } = useTranslation('common');
  const product = t('product');
  useEffect(() => {
    if (isPersonal(pathname)) document.title = product;
  }, [product, pathname]);
}
