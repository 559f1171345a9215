import { createContext, createElement, useContext } from 'react';
import type { ComponentType, KeyboardEvent, MouseEvent, ReactNode } from 'react';

/** The props of the app's link. The app wraps its router's link in them, so that ui depends on no router. */
export type LinkComponentProps = {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  onClick?: ((event: MouseEvent<HTMLAnchorElement>) => void) | undefined;
  'aria-current'?: 'page' | 'true' | undefined;
  'aria-label'?: string | undefined;
  tabIndex?: number | undefined;
  onKeyDown?: ((event: KeyboardEvent<HTMLAnchorElement>) => void) | undefined;
};
export type LinkComponent = ComponentType<LinkComponentProps>;

/** A link's address, and an optional handler of its click. */
export type LinkTarget = Pick<LinkComponentProps, 'href' | 'onClick'>;

function PlainLink({ children, ...props }: LinkComponentProps) {
  return <a {...props}>{children}</a>;
}

const LinkContext = createContext<LinkComponent>(PlainLink);

/**
 * Gives all parts below the app's own link. Without it they render plain `<a>`, which is right for prerendered pages.
 */
export function LinkProvider({ component, children }: { component: LinkComponent; children: ReactNode }) {
  return <LinkContext value={component}>{children}</LinkContext>;
}

/** The link every part uses: the app's if there is one. */
export function AppLink(props: LinkComponentProps) {
  return createElement(useContext(LinkContext), props);
}
