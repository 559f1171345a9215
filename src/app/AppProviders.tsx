import type { ReactNode } from 'react';
import type { i18n } from 'i18next';
import { I18nextProvider } from '../i18n/index.ts';
import { LinkProvider } from '../ui/index.ts';
import { RouterLink } from './RouterLink.tsx';

/** The providers around every screen. The prerender and the browser use the same ones, or hydration would not match. */
export function AppProviders({ i18n, children }: { i18n: i18n; children: ReactNode }) {
  return (
    <I18nextProvider i18n={i18n}>
      <LinkProvider component={RouterLink}>{children}</LinkProvider>
    </I18nextProvider>
  );
}
