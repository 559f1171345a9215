import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { LoaderCircle } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { AppLink } from './links.tsx';
import type { LinkTarget } from './links.tsx';
import { classes } from '../look/classes.ts';
import styles from './Button.module.css';

/** `primary` is the screen's one accent; `danger` removes something; `quiet` is for leaving. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

type Looks = { variant?: ButtonVariant; icon?: LucideIcon | undefined; block?: boolean };

export type ButtonProps = Looks & { busy?: string | undefined } & ButtonHTMLAttributes<HTMLButtonElement>;

/**
 * A native button. `busy`: the text shown while it works; the button then stays focusable (a disabled one loses the
 * focus) and ignores clicks, so nothing is sent twice.
 */
export function Button({
  variant = 'secondary',
  icon,
  block = false,
  busy,
  children,
  onClick,
  className,
  ...native
}: ButtonProps) {
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy === undefined) onClick?.(event);
    else event.preventDefault();
  };
  return (
    <button
      type="button"
      {...native}
      aria-disabled={busy === undefined ? native['aria-disabled'] : true}
      className={classes(looks({ variant, block }), busy !== undefined && styles.busy, className)}
      onClick={click}
    >
      <Content icon={busy === undefined ? icon : LoaderCircle}>{busy ?? children}</Content>
    </button>
  );
}

export type LinkButtonProps = Looks & LinkTarget & { children: ReactNode };

/** A real link that looks like a button: it can be opened, copied and followed without JavaScript. */
export function LinkButton({ href, onClick, variant = 'secondary', icon, block = false, children }: LinkButtonProps) {
  return (
    <AppLink href={href} onClick={onClick} className={looks({ variant, block })}>
      <Content icon={icon}>{children}</Content>
    </AppLink>
  );
}

/** A link in running text, or on a line of its own, tall enough for a thumb. */
export function TextLink({ href, onClick, children }: LinkTarget & { children: ReactNode }) {
  return (
    <AppLink href={href} onClick={onClick} className={styles.text}>
      {children}
    </AppLink>
  );
}

function Content({ icon, children }: { icon: LucideIcon | undefined; children: ReactNode }) {
  return (
    <>
      {icon && <Icon of={icon} />}
      <span className={styles.words}>{children}</span>
    </>
  );
}

function looks({ variant, block }: { variant: ButtonVariant; block: boolean }): string {
  return classes(styles.button, styles[variant], block && styles.block);
}
