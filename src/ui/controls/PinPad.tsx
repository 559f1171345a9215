import { useEffect, useEffectEvent } from 'react';
import { VisuallyHidden } from '../look/VisuallyHidden.tsx';
import { classes } from '../look/classes.ts';
import styles from './PinPad.module.css';

export type PinPadProps = {
  /** Name of the pad, for screen readers. */
  label: string;
  value: string;
  length: number;
  onChange: (value: string) => void;
  /** How many digits are typed, in words, for screen readers. */
  status: string;
  /** Name of the key that removes the last digit. */
  erase: string;
  /** During a check or a wait: the keys stay and do nothing. */
  disabled?: boolean;
};

const rows = ['123', '456', '789'];

/** Own keys instead of a field, so that no browser offers to save the PIN and no keyboard learns it. */
export function PinPad({ label, value, length, onChange, status, erase, disabled = false }: PinPadProps) {
  const press = (digit: string) => {
    if (!disabled && value.length < length) onChange(value + digit);
  };
  const eraseLast = () => {
    if (!disabled && value !== '') onChange(value.slice(0, -1));
  };
  useDigitKeys(press, eraseLast);
  const key = (digit: string) => (
    <button key={digit} type="button" className={styles.key} aria-disabled={disabled} onClick={() => press(digit)}>
      {digit}
    </button>
  );
  return (
    <div role="group" aria-label={label} className={classes(styles.pad, disabled && styles.still)}>
      <div className={styles.dots}>
        {Array.from({ length }, (_, i) => (
          <span key={i} className={classes(styles.dot, i < value.length && styles.filled)} />
        ))}
        <VisuallyHidden>
          <span role="status">{status}</span>
        </VisuallyHidden>
      </div>
      <div className={styles.keys}>
        {rows.flatMap((row) => [...row].map(key))}
        <span />
        {key('0')}
        <button
          type="button"
          className={classes(styles.key, styles.erase)}
          aria-disabled={disabled}
          onClick={eraseLast}
        >
          {erase}
        </button>
      </div>
    </div>
  );
}

/** A keyboard works too, wherever the focus is. */
function useDigitKeys(press: (digit: string) => void, eraseLast: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^\d$/.test(event.key)) press(event.key);
    else if (event.key === 'Backspace') eraseLast();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
