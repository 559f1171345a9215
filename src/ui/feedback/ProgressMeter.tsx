import type { ReactNode } from 'react';
import { classes } from '../look/classes.ts';
import styles from './ProgressMeter.module.css';
import { useTranslation } from '../../i18n/index.ts';

export type ProgressMeterProps = {
  label: string;
  value: number;
  /** Value of the whole bar, in the unit of `value`; 0 draws an empty bar. */
  max: number;
  unit?: string;
  /** Default "143 trên 196 hộ". */
  text?: string;
  target?: { value: number; label: string };
  /** If all who were not asked did count: the bar's paler end ("ít nhất … nhiều nhất …"). */
  atMost?: number;
  note?: ReactNode;
};

/**
 * A figure in words with a bar under it and the target marked on the bar, labelled directly. The bar is an SVG and
 * hidden from screen readers: the text beside it has everything that it shows.
 */
export function ProgressMeter({ label, value, max, unit = '', text, target, atMost, note }: ProgressMeterProps) {
  const { t } = useTranslation('ui');
  const at = (amount: number) => percent(amount, max);
  // `things` and not `unit`: i18next hands every option to Intl.NumberFormat, which knows no "hộ" and formats nothing.
  const words = text ?? t('outOf', { value, max, things: unit }).trim();
  return (
    <div className={styles.meter}>
      <p className={styles.line}>
        <span className={styles.label}>{label}</span>
        <strong className={styles.text}>{words}</strong>
      </p>
      <svg className={styles.graphic} aria-hidden="true" focusable="false">
        <rect className={styles.track} y="4" width="100%" height="16" rx="4" />
        {atMost !== undefined && <rect className={styles.possible} y="4" width={at(atMost)} height="16" rx="4" />}
        <rect className={styles.filled} y="4" width={at(value)} height="16" rx="4" />
        {target && <TargetMark at={at(target.value)} />}
      </svg>
      {target && <p className={classes(styles.target, styles[side(target.value, max)])}>{target.label}</p>}
      {note !== undefined && <p className={styles.note}>{note}</p>}
    </div>
  );
}

function TargetMark({ at }: { at: string }) {
  return (
    <>
      <line className={styles.halo} x1={at} x2={at} y1="0" y2="24" />
      <line className={styles.mark} x1={at} x2={at} y1="0" y2="24" />
    </>
  );
}

function percent(amount: number, max: number): string {
  if (max <= 0) return '0%';
  return `${Math.min(Math.max((amount / max) * 100, 0), 100).toFixed(1)}%`;
}

/** The edge that the target's label is aligned to, so that it is under the mark. */
function side(target: number, max: number): 'start' | 'middle' | 'end' {
  const share = max > 0 ? target / max : 0;
  if (share < 0.34) return 'start';
  return share < 0.67 ? 'middle' : 'end';
}
