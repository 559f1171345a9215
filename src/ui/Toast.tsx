import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { CircleCheck } from 'lucide-react';
import { Icon } from './Icon.tsx';
import { classes } from './classes.ts';
import styles from './Toast.module.css';
import { useTranslation } from '../i18n/index.ts';

/** Long enough to read two lines slowly. */
const shownForMs = 8000;

export type ToastProps = {
  message: string | null;
  action?: { label: string; onAction: () => void } | undefined;
  onClose: () => void;
};

/**
 * A short note of what has just happened. Its live region stands before the message comes, else readers miss it. Nothing may
 * depend on it: it goes away by itself. In a portal, because Page's container would capture a fixed position.
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
