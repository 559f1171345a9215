import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import styles from './ConfirmDialog.module.css';

export type DialogProps = {
  open: boolean;
  title: string;
  children?: ReactNode;
  onCancel: () => void;
};

/**
 * A native modal dialog: the rest is inert, Escape cancels, focus returns. Focus starts on the title, not on a button,
 * so an eager Enter confirms nothing.
 */
export function Dialog({ open, title, children, onCancel }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (!open) return element.close();
    element.showModal();
    heading.current?.focus();
  }, [open]);

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // The caller owns `open`, so the browser must not close the dialog by itself.
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={titleId} ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
