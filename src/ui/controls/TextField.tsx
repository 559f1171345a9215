import { useId, useState } from 'react';
import type { ClipboardEvent, InputHTMLAttributes, RefObject } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { Field, describedBy, inputClass } from './Field.tsx';
import styles from './NumberField.module.css';

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
 * screens. A pasted text that is longer than `maxLength` is cut by the browser, and the person is told.
 */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, hideLabel = false, rows, type = 'text', inputRef, ...native } = props;
  const { t } = useTranslation('ui');
  const id = useId();
  const { maxLength } = native;
  const [isCut, setCut] = useState(false);
  const said = isCut && maxLength !== undefined && value.length >= maxLength ? t('typed.cut', { most: maxLength }) : '';
  const shared = {
    ...native,
    id,
    value,
    className: inputClass,
    // "off" is ignored for passwords by some browsers; a PIN must not be offered for saving either.
    autoComplete: type === 'password' ? 'one-time-code' : 'off',
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': describedBy(id, hint, error),
    onPaste: ({ clipboardData, currentTarget }: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const { selectionStart, selectionEnd } = currentTarget;
      const kept = currentTarget.value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0));
      setCut(kept + clipboardData.getData('text').length > (maxLength ?? Infinity));
    },
  };
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error}>
      {rows === undefined ? (
        <input {...shared} type={type} ref={inputRef} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
      {maxLength !== undefined && (
        <span aria-live="polite" className={said === '' ? undefined : styles.said}>
          {said}
        </span>
      )}
    </Field>
  );
}
