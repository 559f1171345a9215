import type { ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { classes } from '../look/classes.ts';
import styles from './Field.module.css';

/** The ids of a field's hint and error, as `aria-describedby` wants them. */
export function describedBy(id: string, hint: string | undefined, error: string | undefined): string | undefined {
  return classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`) || undefined;
}

/** A field's help and its error, in that order, between the label and the control: read before, not after, typing. */
export function FieldHelp({ id, hint, error }: { id: string; hint: string | undefined; error: string | undefined }) {
  return (
    <>
      {hint !== undefined && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} className={styles.error}>
          <Icon of={CircleAlert} size="s" />
          {error}
        </span>
      )}
    </>
  );
}

type FieldProps = {
  id: string;
  label: string;
  hideLabel: boolean;
  hint: string | undefined;
  error: string | undefined;
  children: ReactNode;
};

/** Label, help and control of one input, in the order they are read. */
export function Field({ id, label, hideLabel, hint, error, children }: FieldProps) {
  return (
    <div className={classes(styles.field, error !== undefined && styles.wrong)}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      <FieldHelp id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** The box that text is typed into; shared so that every input looks the same. */
export const inputClass = styles.input ?? '';
