import { useEffect, useEffectEvent } from 'react';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import { classes } from './classes.ts';
import styles from './PinPad.module.css';

export type PinPadProps = {
  /** What is being asked for, for a screen reader. */
  label: string;
  value: string;
  length: number;
  onChange: (value: string) => void;
  /** How far it is, in words: the dots show it to the eye. */
  said: string;
  /** The key that takes the last digit away. */
  erase: string;
  /** While it is checked, or must be waited for: the keys stay where they are and do nothing. */
  disabled?: boolean;
};

const rows = ['123', '456', '789'];

/** Keys of its own instead of a field: no browser offers to save what is typed, no keyboard learns it, and fingers find it. */
export function PinPad({ label, value, length, onChange, said, erase, disabled = false }: PinPadProps) {
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
          <span role="status">{said}</span>
        </VisuallyHidden>
      </div>
      <div className={styles.keys}>
        {rows.flatMap((row) => [...row].map(key))}
        <span />
        {key('0')}
        <button type="button" className={classes(styles.key, styles.erase)} aria-disabled={disabled} onClick={eraseLast}>
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
