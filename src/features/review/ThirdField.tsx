import { useTranslation } from '../../i18n/index.ts';
import { useToday } from '../../phone/hooks.ts';
import { yearOf } from '../../lib/day.ts';
import { ChoiceList, NumberField, TextField, YearField } from '../../ui/index.ts';
import type { ThirdDraft, ThirdInput } from './third-value.ts';
import type { Words } from './words.ts';

export interface ThirdFieldProps {
  readonly field: string;
  readonly input: ThirdInput;
  readonly draft: ThirdDraft;
  readonly onChange: (draft: ThirdDraft) => void;
  readonly error: string | undefined;
  readonly words: Words;
}

/** The input for a right value when neither of the written ones is. */
export function ThirdField({ field, input, draft, onChange, error, words }: ThirdFieldProps) {
  const { t } = useTranslation('review');
  const thisYear = yearOf(useToday());
  const label = t('choose.answer');
  switch (input.kind) {
    case 'text':
      return (
        <TextField
          label={label}
          value={draft.text}
          onChange={(text) => onChange({ ...draft, text })}
          maxLength={input.maxLength}
          error={error}
        />
      );
    case 'number': {
      const unit = words.unit(field);
      return (
        <NumberField
          label={label}
          value={draft.number}
          onChange={(number) => onChange({ ...draft, number })}
          min={input.min}
          max={input.max}
          {...(unit !== undefined && { unit })}
          error={error}
        />
      );
    }
    case 'year':
      return (
        <YearField
          label={label}
          value={draft.number}
          onChange={(number) => onChange({ ...draft, number })}
          thisYear={thisYear}
          error={error}
        />
      );
    case 'one':
    case 'several': {
      const options = input.options.map((value) => ({
        value,
        label: field.startsWith('a.') ? words.option(field, value) : words.value(field, value),
      }));
      if (input.kind === 'several')
        return (
          <ChoiceList
            multiple
            legend={label}
            options={options}
            value={draft.chosen}
            onChange={(chosen) => onChange({ ...draft, chosen })}
            error={error}
          />
        );
      return (
        <ChoiceList
          legend={label}
          options={options}
          value={draft.chosen[0] ?? null}
          onChange={(value) => onChange({ ...draft, chosen: [value] })}
          error={error}
        />
      );
    }
  }
}
