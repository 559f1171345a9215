import { useSyncExternalStore } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { Button, Notice } from '../../ui/index.ts';
import { useTeam } from '../session/TeamContext.tsx';
import styles from './storage-trouble.module.css';

/**
 * Over whatever is shown, while calls of a database fail and wait: the screen below keeps what was tapped, and goes on
 * by itself once it is stored. Where that takes too long, the way out is to load the page anew.
 */
export function StorageTroubleNotice() {
  const { t } = useTranslation('app');
  const { trouble } = useTeam().device;
  const state = useSyncExternalStore(trouble.subscribe, trouble.get);
  if (state === 'none') return null;
  const isStuck = state === 'stuck';
  return (
    <div className={styles.over}>
      <Notice
        kind="error"
        announce
        title={t('trouble.title')}
        kept={isStuck ? t('trouble.stuckKept') : undefined}
        next={t(isStuck ? 'trouble.stuckNext' : 'trouble.next')}
        action={
          isStuck ? (
            <Button onClick={() => location.reload()}>{t('trouble.reload')}</Button>
          ) : (
            <Button onClick={trouble.tryNow}>{t('trouble.action')}</Button>
          )
        }
      />
    </div>
  );
}
