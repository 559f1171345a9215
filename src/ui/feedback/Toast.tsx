import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { CircleCheck } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { classes } from '../look/classes.ts';
import styles from './Toast.module.css';
import { useTranslation } from '../../i18n/index.ts';

/** Display time, ms: two lines read slowly. */
const shownForMs = 8000;

export type ToastProps = {
  message: string | null;
  action?: { label: string; onAction: () => void } | undefined;
  onClose: () => void;
};

/**
 * A short message about the last action. Its live region exists before the message, else screen readers miss it.
 * Nothing may depend on it, because it disappears by itself. In a portal, because Page's container would capture a
 * fixed position.
 */
export function Toast({ message, action, onClose }: ToastProps) {
  const { t } = useTranslation('ui');
  useEffect(() => {
    if (message === null) return;
    const timer = setTimeout(onClose, shownForMs);
    return () => clearTimeout(timer);
  }, [message, onClose]);

  if (typeof document === 'undefined') return null;
  return createPortal(
    <div role="status" className={classes(styles.region)}>
      {message !== null && (
        <div className={styles.toast}>
          <Icon of={CircleCheck} />
          <span className={styles.message}>{message}</span>
          <button type="button" className={styles.button} onClick={action ? action.onAction : onClose}>
            {action ? action.label : t('close')}
          </button>
        </div>
      )}
    </div>,
    document.body,
  );
}
