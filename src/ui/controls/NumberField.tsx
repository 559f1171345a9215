import { useId } from 'react';
import { Minus, Plus } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { readNumber } from '../../lib/typed-number.ts';
import { Icon } from '../look/Icon.tsx';
import { Field, describedBy, inputClass } from './Field.tsx';
import { classes } from '../look/classes.ts';
import styles from './NumberField.module.css';
import { useTyped } from './use-typed.ts';
import { useTranslation } from '../../i18n/index.ts';

export type NumberFieldProps = {
  label: string;
  /**
   * Whole, or null while nothing is answered: 0 is an answer. NaN while what is typed is no one number, which no screen
   * may save.
   */
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
 * values, swallows letters silently and shows the wrong keypad. Nothing typed or pasted is cut ("4 người" is 4, "3-4"
 * is asked about). A typed number may exceed `max`; the screen reports it in `error`.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min = 0, max, unit, hint, error, hideLabel = false } = props;
  const { t } = useTranslation('ui');
  const id = useId();
  const { text, type, isUnderWay, enter, leave } = useTyped(value, onChange, numberOf);
  const number = value === null || Number.isNaN(value) ? null : value;
  const step = (by: 1 | -1) => onChange(stepped(number, by, min, max));
  const asked = error ?? (Number.isNaN(value) && text !== '' && !isUnderWay ? t('typed.noNumber') : undefined);
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={asked}>
      <div className={styles.line}>
        <Stepper
          icon={Minus}
          word={t('less')}
          label={label}
          onStep={() => step(-1)}
          atEnd={number !== null && number <= min}
        />
        <span className={styles.box}>
          <input
            id={id}
            className={classes(inputClass, styles.number)}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={text}
            aria-invalid={asked === undefined ? undefined : true}
            aria-describedby={classes(describedBy(id, hint, asked), unit !== undefined && `${id}-unit`) || undefined}
            onChange={(event) => type(event.target.value)}
            onFocus={enter}
            onBlur={leave}
          />
          {unit !== undefined && (
            <span id={`${id}-unit`} className={styles.unit}>
              {unit}
            </span>
          )}
        </span>
        <Stepper
          icon={Plus}
          word={t('more')}
          label={label}
          onStep={() => step(1)}
          atEnd={max !== undefined && number !== null && number >= max}
        />
      </div>
    </Field>
  );
}

type StepperProps = { icon: LucideIcon; word: string; label: string; onStep: () => void; atEnd: boolean };

// `aria-disabled`, not `disabled`: the focus must stay at the end of the range.
function Stepper({ icon, word, label, onStep, atEnd }: StepperProps) {
  return (
    <button
      type="button"
      className={styles.stepper}
      aria-label={`${word}: ${label}`}
      aria-disabled={atEnd || undefined}
      onClick={() => !atEnd && onStep()}
    >
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

function numberOf(text: string): number | null {
  const read = readNumber(text);
  return read.kind === 'number' ? read.value : read.kind === 'empty' ? null : Number.NaN;
}
