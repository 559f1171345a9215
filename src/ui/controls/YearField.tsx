import { useId } from 'react';
import { readYear } from '../../lib/typed-number.ts';
import { Field, describedBy, inputClass } from './Field.tsx';
import { classes } from '../look/classes.ts';
import styles from './NumberField.module.css';
import { useTyped } from './use-typed.ts';
import { useTranslation } from '../../i18n/index.ts';

export type YearFieldProps = {
  label: string;
  /** Null while nothing is answered; NaN while what is typed is no year, which no screen may save. */
  value: number | null;
  onChange: (value: number | null) => void;
  /** By which ages and years of two digits are read. */
  thisYear: number;
  /** False where it is nobody's birth year: "60" is no age then. */
  ages?: boolean;
  hideLabel?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  readOnly?: boolean;
};

/**
 * A year, typed or pasted as people have it: alone, in a date, or as an age, which is said back with the year that is
 * kept. Nothing is cut: what is no year is asked about.
 */
export function YearField({
  label,
  value,
  onChange,
  thisYear,
  ages = true,
  hideLabel = false,
  hint,
  error,
  readOnly = false,
}: YearFieldProps) {
  const { t } = useTranslation('ui');
  const id = useId();
  const readIn = (typed: string) => readYear(typed, thisYear, ages);
  const { text, type, isUnderWay, enter, leave } = useTyped(
    value,
    onChange,
    (typed) => yearOf(readIn(typed)),
    (typed) => readIn(typed).kind !== 'age',
  );
  const read = readIn(text);
  const isAsked = read.kind === 'unclear' && !isUnderWay;
  const asked = error ?? (isAsked ? t(ages ? 'typed.noBirthYear' : 'typed.noYear') : undefined);
  // One digit is hardly ever an age, and nearly always the first of a year.
  const isSaid = read.kind === 'age' && (read.age > 9 || !isUnderWay);
  const said = isSaid ? t('typed.age', { age: read.age, year: String(read.value) }) : undefined;
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={asked}>
      <input
        id={id}
        className={inputClass}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        readOnly={readOnly}
        aria-invalid={asked === undefined ? undefined : true}
        aria-describedby={classes(describedBy(id, hint, asked), said !== undefined && `${id}-said`) || undefined}
        onChange={(event) => type(event.target.value)}
        onFocus={enter}
        onBlur={leave}
      />
      {said !== undefined && (
        <span id={`${id}-said`} className={styles.said}>
          {said}
        </span>
      )}
    </Field>
  );
}

const yearOf = (read: ReturnType<typeof readYear>): number | null =>
  'value' in read ? read.value : read.kind === 'empty' ? null : Number.NaN;
