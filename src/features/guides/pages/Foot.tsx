import { useTranslation } from '../../../i18n/index.ts';
import { TextLink } from '../../../ui/index.ts';
import { usePaths } from './use-paths.ts';
import styles from './foot.module.css';

/** At the foot of every residents' page: what these pages will never ask for, and the way to larger text. */
export function Foot() {
  const { t } = useTranslation('common');
  const { reading } = usePaths();
  return (
    <footer className={styles.foot}>
      <p>{t('promise')}</p>
      <p>
        <TextLink href={reading}>{t('reading')}</TextLink>
      </p>
    </footer>
  );
}
