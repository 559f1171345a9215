import { useId } from 'react';
import type { InputHTMLAttributes, RefObject } from 'react';
import { Field, describedBy, inputClass } from './Field.tsx';

type NativeText = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'inputMode' | 'maxLength' | 'name' | 'autoCapitalize' | 'spellCheck' | 'required' | 'readOnly'
>;

export type TextFieldProps = NativeText & {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  hideLabel?: boolean;
  /** Several lines high. */
  rows?: number;
  type?: 'text' | 'tel' | 'search' | 'password';
  inputRef?: RefObject<HTMLInputElement | null>;
};

/**
 * One line of text (or several, with `rows`). The browser never keeps what was typed: people's names are on these
 * screens.
 */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, hideLabel = false, rows, type = 'text', inputRef, ...native } = props;
  const id = useId();
  const shared = {
    ...native,
    id,
    value,
    className: inputClass,
    // "off" is ignored for passwords by some browsers; a PIN must not be offered for saving either.
    autoComplete: type === 'password' ? 'one-time-code' : 'off',
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': describedBy(id, hint, error),
  };
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error}>
      {rows === undefined ? (
        <input {...shared} type={type} ref={inputRef} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
