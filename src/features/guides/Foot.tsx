import { useTranslation } from 'react-i18next';
import styles from './foot.module.css';

/** At the foot of every residents' page: what these pages will never ask for. */
export function Foot() {
  const { t } = useTranslation('common');
  return <p className={styles.foot}>{t('promise')}</p>;
}
