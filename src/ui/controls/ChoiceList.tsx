import { useId } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Icon } from '../look/Icon.tsx';
import { FieldHelp, describedBy } from './Field.tsx';
import { VisuallyHidden } from '../look/VisuallyHidden.tsx';
import { classes } from '../look/classes.ts';
import styles from './ChoiceList.module.css';

export type ChoiceOption = {
  value: string;
  label: string;
  hint?: string | undefined;
  icon?: LucideIcon | undefined;
  /** Set off below the others: "Chưa rõ", "Không muốn trả lời". */
  apart?: boolean | undefined;
  /** In a multiple list: chosen, it unticks the others, and the others untick it ("Không có việc nào"). */
  alone?: boolean | undefined;
};

type Shared = {
  legend: string;
  /** The page's title already asks the question; the legend is then for screen readers only. */
  hideLegend?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  options: readonly ChoiceOption[];
};
type One = { multiple?: false; value: string | null; onChange: (value: string) => void };
type Several = { multiple: true; value: readonly string[]; onChange: (values: string[]) => void };
export type ChoiceListProps = Shared & (One | Several);

/**
 * Large cards to choose one of (radio) or several of (checkbox): native inputs inside labels, so the whole card is the
 * target.
 */
export function ChoiceList(props: ChoiceListProps) {
  const { legend, hideLegend = false, hint, error, options } = props;
  const id = useId();
  const isChosen = (value: string) => (props.multiple ? props.value.includes(value) : props.value === value);
  const choose = (option: ChoiceOption) => {
    if (props.multiple) props.onChange(toggled(props.value, option, options));
    else props.onChange(option.value);
  };
  return (
    <fieldset
      className={styles.choices}
      aria-describedby={describedBy(id, hint, error)}
      aria-invalid={error === undefined ? undefined : true}
    >
      <legend className={styles.legend}>{hideLegend ? <VisuallyHidden>{legend}</VisuallyHidden> : legend}</legend>
      <FieldHelp id={id} hint={hint} error={error} />
      <div className={styles.cards}>
        {options.map((option, index) => (
          <label
            key={option.value}
            className={classes(
              styles.card,
              isChosen(option.value) && styles.chosen,
              option.apart && styles.apart,
              option.apart && !options[index - 1]?.apart && styles.firstApart,
            )}
          >
            <input
              type={props.multiple ? 'checkbox' : 'radio'}
              name={id}
              value={option.value}
              checked={isChosen(option.value)}
              autoComplete="off"
              className={styles.input}
              onChange={() => choose(option)}
            />
            {option.icon && <Icon of={option.icon} />}
            <span className={styles.words}>
              <span className={styles.label}>{option.label}</span>
              {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function toggled(values: readonly string[], option: ChoiceOption, options: readonly ChoiceOption[]): string[] {
  if (values.includes(option.value)) return values.filter((value) => value !== option.value);
  if (option.alone) return [option.value];
  const aloneValues = new Set(options.filter(({ alone }) => alone).map(({ value }) => value));
  return [...values.filter((value) => !aloneValues.has(value)), option.value];
}
