import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { Button } from '../controls/Button.tsx';
import styles from './ConfirmDialog.module.css';
import { Dialog } from './Dialog.tsx';

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

/** Asks before an action that cannot be undone, or only with effort. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirm, cancel, danger = false, busy, onConfirm, onCancel } = props;
  const { t } = useTranslation('ui');
  return (
    <Dialog open={open} title={title} onCancel={onCancel}>
      {children !== undefined && <div className={styles.body}>{children}</div>}
      <div className={styles.actions}>
        <Button
          variant={danger ? 'danger' : 'primary'}
          className={danger ? styles.danger : undefined}
          block
          busy={busy}
          onClick={onConfirm}
        >
          {confirm}
        </Button>
        <Button variant="secondary" block onClick={onCancel}>
          {cancel ?? t('cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
