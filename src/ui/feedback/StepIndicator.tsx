import styles from './StepIndicator.module.css';
import { useTranslation } from '../../i18n/index.ts';

export type StepIndicatorProps = { current: number; total: number; label?: string };

/** "Câu 3/7" with one bar a step. Screen readers read the words; the bars are decoration. `current` counts from 1. */
export function StepIndicator({ current, total, label }: StepIndicatorProps) {
  const { t } = useTranslation('ui');
  const steps = Array.from({ length: total }, (_, index) => index + 1);
  return (
    <div className={styles.steps}>
      <p className={styles.label}>{label ?? t('step', { current, total })}</p>
      <span className={styles.bars} aria-hidden="true">
        {steps.map((step) => (
          <span key={step} className={step <= current ? styles.reached : styles.ahead} />
        ))}
      </span>
    </div>
  );
}
