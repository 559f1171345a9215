import { useId } from 'react';
import { Minus, Plus } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from './Icon.tsx';
import { Field, describedBy, inputClass } from './Field.tsx';
import { classes } from './classes.ts';
import styles from './NumberField.module.css';
import { useTranslation } from '../i18n/index.ts';

export type NumberFieldProps = {
  label: string;
  /** Whole, or null while nothing is answered: 0 is an answer. */
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  unit?: string;
  hint?: string | undefined;
  error?: string | undefined;
  hideLabel?: boolean;
};

/**
 * A whole number, by two big steppers or the numeric keypad. A text input and not `type="number"`, which scrolls away
 * values, swallows letters silently and shows the wrong keypad. Typing may pass `max`; the screen says so in `error`.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min = 0, max, unit, hint, error, hideLabel = false } = props;
  const { t } = useTranslation('ui');
  const id = useId();
  const step = (by: 1 | -1) => onChange(stepped(value, by, min, max));
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error}>
      <div className={styles.line}>
        <Stepper icon={Minus} word={t('less')} label={label} onStep={() => step(-1)} atEnd={value !== null && value <= min} />
        <span className={styles.box}>
          <input
            id={id}
            className={classes(inputClass, styles.number)}
            type="text"
            inputMode="numeric"
            pattern="[0-9]*"
            maxLength={4}
            autoComplete="off"
            value={value ?? ''}
            aria-invalid={error === undefined ? undefined : true}
            aria-describedby={classes(describedBy(id, hint, error), unit !== undefined && `${id}-unit`) || undefined}
            onChange={(event) => onChange(digitsToNumber(event.target.value))}
          />
          {unit !== undefined && (
            <span id={`${id}-unit`} className={styles.unit}>
              {unit}
            </span>
          )}
        </span>
        <Stepper icon={Plus} word={t('more')} label={label} onStep={() => step(1)} atEnd={max !== undefined && value !== null && value >= max} />
      </div>
    </Field>
  );
}

type StepperProps = { icon: LucideIcon; word: string; label: string; onStep: () => void; atEnd: boolean };

// aria-disabled and not disabled: at the end of the range the keyboard's place must not vanish.
function Stepper({ icon, word, label, onStep, atEnd }: StepperProps) {
  return (
    <button type="button" className={styles.stepper} aria-label={`${word}: ${label}`} aria-disabled={atEnd || undefined} onClick={() => !atEnd && onStep()}>
      <Icon of={icon} />
      <span aria-hidden="true">{word}</span>
    </button>
  );
}

/** The first press answers with the lowest number but one that makes sense: + gives min + 1, − gives min. */
function stepped(value: number | null, by: 1 | -1, min: number, max: number | undefined): number {
  const next = value === null ? Math.max(min, min + by) : value + by;
  return Math.min(Math.max(next, min), max ?? Number.MAX_SAFE_INTEGER);
}

function digitsToNumber(text: string): number | null {
  const digits = text.replace(/\D/g, '');
  return digits === '' ? null : Number(digits);
}
