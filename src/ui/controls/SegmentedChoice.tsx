import { useId } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { classes } from '../look/classes.ts';
import { VisuallyHidden } from '../look/VisuallyHidden.tsx';
import styles from './SegmentedChoice.module.css';

export type Segment = { value: string; label: string; icon?: LucideIcon };
export type SegmentedChoiceProps = {
  legend: string;
  hideLegend?: boolean;
  /** Two to four, each a word or two. */
  options: readonly Segment[];
  value: string | null;
  onChange: (value: string) => void;
};

/** A small choice on one line ("tự trả lời" / "trả lời thay"); radios underneath, so arrows and readers work. */
export function SegmentedChoice({ legend, hideLegend = false, options, value, onChange }: SegmentedChoiceProps) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{hideLegend ? <VisuallyHidden>{legend}</VisuallyHidden> : legend}</legend>
      <div className={styles.segments}>
        {options.map((option) => (
          <label key={option.value} className={classes(styles.segment, value === option.value && styles.chosen)}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              autoComplete="off"
              className={styles.input}
              onChange={() => onChange(option.value)}
            />
            {option.icon && <Icon of={option.icon} size="s" />}
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
