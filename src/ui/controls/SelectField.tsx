import { useId } from 'react';
import { Field, describedBy, inputClass } from './Field.tsx';

export type SelectOption = { value: string; label: string };

export type SelectFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  hint?: string | undefined;
  error?: string | undefined;
};

/** One of many, where a list of cards would be too long: the phone's own picker. */
export function SelectField({ label, value, onChange, options, hint, error }: SelectFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hideLabel={false} hint={hint} error={error}>
      <select
        id={id}
        className={inputClass}
        value={value}
        autoComplete="off"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={describedBy(id, hint, error)}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
