import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './WithValueNow.module.css';
import { useTranslation } from '../../i18n/index.ts';

export type WithValueNowProps = {
  /** In words, what is kept now instead of what the field showed before; undefined: nothing else. '' is empty. */
  now: string | undefined;
  /** The field becomes what is kept now. */
  onTake: () => void;
  /** The field. */
  children: ReactNode;
};

/** A field, and below it what was written elsewhere while it was being changed, to be taken by one tap. */
export function WithValueNow({ now, onTake, children }: WithValueNowProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={styles.field}>
      {children}
      <div role="status">
        {now !== undefined && (
          <div className={styles.now}>
            <p>{t('valueNow.is', { value: now === '' ? t('valueNow.empty') : now })}</p>
            <Button onClick={onTake}>{t('valueNow.take')}</Button>
          </div>
        )}
      </div>
    </div>
  );
}
