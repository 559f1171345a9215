import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './ConfirmDialog.module.css';
import { useTranslation } from '../i18n/index.ts';

export type ConfirmDialogProps = {
  open: boolean;
  title: string;
  children?: ReactNode;
  confirm: string;
  /** Default "Không, quay lại". */
  cancel?: string;
  danger?: boolean;
  busy?: string | undefined;
  onConfirm: () => void;
  onCancel: () => void;
};

/**
 * Asks before something that cannot be taken back. A native modal dialog: the rest is inert, Escape cancels, focus returns.
 * Focus starts on the question, not on a button, so an eager Enter confirms nothing.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirm, cancel, danger = false, busy, onConfirm, onCancel } = props;
  const { t } = useTranslation('ui');
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
        // The caller owns `open`; left alone, the browser would close it behind the caller's back.
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={titleId} ref={heading} tabIndex={-1} className={styles.title}>
        {title}
      </h2>
      {children !== undefined && <div className={styles.body}>{children}</div>}
      <div className={styles.actions}>
        <Button variant={danger ? 'danger' : 'primary'} className={danger ? styles.danger : undefined} block busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
        <Button variant="secondary" block onClick={onCancel}>
          {cancel ?? t('cancel')}
        </Button>
      </div>
    </dialog>
  );
}
